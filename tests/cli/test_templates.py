"""``qdoc templates`` as a clerk calls it, and an office's own templates in the commands that write by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from qdoc.cli import main
from qdoc.cli.styles import office_templates
from qdoc.errors import InputRefused, TemplateRefused
from qdoc.model import Severity
from qdoc.render.catalogue import catalogue
from qdoc.render.field_list import field_lines
from qdoc.resources import template
from tests.render.word_files import lines, word

Call = Callable[..., tuple[int, str]]
SOUND = "{{ 承办单位 }}{{ 交办依据 }}" + "".join(
    f"{{% for 项 in {name} %}}{{{{ 项.事项 }}}}{{{{ 项.时限 }}}}{{{{ 项.待确认 }}}}{{% endfor %}}"
    for name in ("牵头事项", "配合事项")
)
PLAN = "发文机关：云溪区人民政府办公室\n\n云溪区2026年质量强区工作要点\n\n一、总体要求\n推进质量强区。\n"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program on a wide screen; return its exit code and all that it said."""
    monkeypatch.setenv("COLUMNS", "400")

    def run(*args: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main([str(arg) for arg in args])
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out + said.err

    return run


def test_list_names_every_template_and_its_command(call: Call) -> None:
    code, said = call("templates", "list")
    assert code == 0
    for entry in catalogue().values():
        assert f"{entry.name} " in said
        assert entry.about in said
        assert entry.command in said


@pytest.mark.parametrize("name", catalogue())
def test_the_fields_of_a_template_are_listed_each_record_once(name: str, call: Call) -> None:
    code, said = call("templates", "list", "--fields", f"{name}.docx")
    assert code == 0
    shown = [line.strip("＊　 ").split(" ")[0] for line in said.splitlines()[1:]]
    for line in field_lines(catalogue()[name].fields):
        assert (f".{line.name}" if line.depth else line.name) in shown
        if line.same_as:
            assert "相同" in said


def test_a_name_that_is_no_template_is_answered_with_the_nearest(call: Call) -> None:
    code, said = call("templates", "list", "--fields", "任务交办")
    assert code == 2
    assert "是不是 任务交办单？" in said
    assert call("templates", "copy", "对账表")[0] == 2


def test_copy_gives_files_to_edit_and_never_replaces_an_edited_one(tmp_path: Path, call: Call) -> None:
    folder = tmp_path / "模板"
    code, said = call("templates", "copy", "-o", folder)
    assert code == 0
    assert f"qdoc templates check {folder}" in said
    copied = {path.name for path in folder.iterdir() if path.is_file()}
    assert copied == {entry.file for entry in catalogue().values()} | {"模板说明.md"}
    assert (folder / "模板说明.md").read_bytes() == template("README.md").read_bytes()
    edited = folder / "责任书.docx"
    document = docx.Document(str(edited))
    document.add_paragraph("本局增加的一段")
    document.save(str(edited))
    mine = edited.read_bytes()
    code, said = call("templates", "copy", "责任书", "-o", folder)
    assert (code, edited.read_bytes()) == (3, mine)
    assert "责任书.docx：文件在生成之后被改动过，没有覆盖" in said
    assert call("templates", "copy", "任务交办单", "-o", folder)[0] == 0
    assert call("templates", "copy", "责任书", "-o", folder, "--force")[0] == 0
    assert edited.read_bytes() == template("责任书.docx").read_bytes()


# (files by name, arguments behind them, exit code, words that are said)
CHECKS: list[tuple[dict[str, bytes], tuple[str, ...], int, list[str]]] = [
    ({"任务交办单.docx": word(SOUND)}, (), 0, ["按“任务交办单”检查：没有问题"]),  # why: sound
    ({"我局任务交办单2026.docx": word(SOUND)}, (), 0, ["按“任务交办单”检查"]),  # why: guessed from a part of the name
    ({"交办.docx": word(SOUND)}, ("--as", "任务交办单"), 0, ["没有问题"]),  # why: said by the caller
    (
        {"甲.docx": word(SOUND)},
        (),
        1,
        ["看不出是哪一种", "像是任务交办单", "--as 任务交办单"],
    ),  # why: asked by its fields
    ({"甲.docx": word("乙")}, (), 1, ["请加 --as 指明，可以是：任务交办单、责任书"]),  # why: nothing to go by
    ({"甲.docx": word(SOUND)}, ("--as", "责任"), 2, ["是不是 责任书？"]),  # why: no such template
    (
        {"责任书.docx": word("{{ 承办单为 }}")},
        (),
        1,
        ["1 处错误", "qdoc templates list --fields 责任书"],
    ),  # why: an error
    (
        {"任务交办单.docx": word(SOUND.removeprefix("{{ 承办单位 }}"))},
        (),
        1,
        ["没有用到“承办单位”：看不出是交给哪个单位的"],
    ),  # why: a doubt
    ({"责任书.docx": b"x"}, (), 3, ["读不了", "不是完整的 Word"]),  # why: no Word file
    (
        {"任务交办单.docx": word(SOUND), "责任书.docx": b"x", "函.docx": word("{{ 错")},
        (),
        4,
        ["没有问题", "读不了", "缺少“}}”", "共 3 个模板：1 个没有问题，1 个要看，1 个读不了"],
    ),  # why: a batch goes on behind one that cannot be read
]


@pytest.mark.parametrize(("files", "more", "code", "words"), CHECKS)
def test_check_guesses_the_kind_and_leaves_with_the_code_of_the_contract(
    files: dict[str, bytes], more: tuple[str, ...], code: int, words: list[str], tmp_path: Path, call: Call
) -> None:
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    left, said = call("templates", "check", *(tmp_path / name for name in files), *more)
    assert left == code, said
    assert [each for each in words if each not in said] == []
    assert {path.name for path in tmp_path.iterdir()} == set(files), "a check writes nothing"


def test_check_takes_a_folder_and_names_what_is_not_there(tmp_path: Path, call: Call) -> None:
    assert call("templates", "check", tmp_path / "没有.docx") == (
        3, f"{tmp_path / '没有.docx'}　读不了\n     找不到这个文件\n     → 请检查路径和文件名\n",
    )  # fmt: skip
    assert "没有 .docx 文件" in call("templates", "check", tmp_path)[1]
    (tmp_path / "责任书.docx").write_bytes(template("责任书.docx").read_bytes())
    (tmp_path / "~$责任书.docx").write_bytes(b"lock")
    assert call("templates", "check", tmp_path)[0] == 0


def test_document_text_in_an_error_cannot_command_the_terminal(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "任务交办单.docx"
    path.write_bytes(word("{{ 承办\u202e单为\u200f }}"))
    code, said = call("templates", "check", path)
    assert code == 1
    assert not set("\u202e\u200f\x1b") & set(said)


def test_office_templates_are_found_beside_and_all_errors_are_told_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    assert office_templates(None, tmp_path).sentence() == ""
    folder.mkdir()
    (folder / "责任书.docx").write_bytes(template("责任书.docx").read_bytes())
    (folder / "任务交办单.docx").write_bytes(word(SOUND))
    (folder / "任务交办.docx").write_bytes(word("甲"))
    own = office_templates(None, tmp_path / "没有", tmp_path)
    assert own.sentence() == f"用了本单位的模板：任务交办单，在 {folder}（在旁边找到的）"
    assert own.style("责任书") is None, "a copy that nobody edited is the shipped one"
    assert own.template("任务交办单") is not None
    (stranger,) = own.diagnostics
    assert (stranger.code, stranger.severity) == ("T040", Severity.WARNING)
    assert stranger.hint == "要用它，请把文件名改成 任务交办单.docx"
    (folder / "任务交办单.docx").write_bytes(word("{{ 错一 }}", "{{ 错二"))
    (folder / "责任书.docx").write_bytes(word("{{ 错三 }}"))
    (folder / "年终总结.docx").write_bytes(b"x")
    with pytest.raises(TemplateRefused) as raised:
        office_templates(folder)
    said = str(raised.value)
    for words in (
        "4 处错误",
        "任务交办单.docx，正文第1段",
        "任务交办单.docx，正文第2段",
        "责任书.docx，正文第1段",
        "年终总结.docx：",
    ):
        assert words in said
    with pytest.raises(InputRefused, match="找不到这个模板文件夹"):
        office_templates(tmp_path / "没有")


def test_what_a_template_leaves_out_is_for_review_only(tmp_path: Path) -> None:
    (tmp_path / "任务交办单.docx").write_bytes(word(SOUND.removeprefix("{{ 承办单位 }}"), "{ 编号 }"))
    found = {(one.code, one.severity) for one in office_templates(tmp_path).diagnostics}
    assert found == {("T022", Severity.WARNING), ("T023", Severity.REVIEW)}


def test_a_notice_is_written_by_the_offices_own_template(tmp_path: Path, call: Call) -> None:
    (tmp_path / "要点.txt").write_text(PLAN, "utf-8")
    (tmp_path / "模板").mkdir()
    (tmp_path / "模板" / "印发通知.docx").write_bytes(word("本局版式：{{ 标题 }}"))
    code, said = call("draft", "build", tmp_path / "要点.txt", "-o", tmp_path / "通知.docx")
    assert f"用了本单位的模板：印发通知，在 {tmp_path / '模板'}（在旁边找到的）" in said
    assert "没有用到“主送机关”：看不出发给谁" in said
    assert code in (0, 1)
    assert lines((tmp_path / "通知.docx").read_bytes())[0].startswith("本局版式：")
    (tmp_path / "模板" / "函.docx").write_bytes(word("{{ 错"))
    before = (tmp_path / "通知.docx").read_bytes()
    assert call("draft", "build", tmp_path / "要点.txt", "-o", tmp_path / "通知.docx")[0] == 3
    assert (tmp_path / "通知.docx").read_bytes() == before
