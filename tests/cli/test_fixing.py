"""Tests of qdoc check --fix as a clerk meets it: the copy beside, the list before and after, what is refused."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from qdoc.cli.fixing import MARK, encoded
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_PARTLY_FAILED, EXIT_REFUSED, EXIT_USAGE, OutputRefused
from qdoc.read import read_bytes
from tests.check.test_head import NOTICE
from tests.cli.calling import call
from tests.render.corrected_files import parts, said, wrong

WRONG = NOTICE.replace("〔2026〕12号", "[2026]12号").replace("组织宣传活动", "组织宣传，，选取3、4个街道试点")


@pytest.fixture(autouse=True)
def _narrow_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)


def written(name: str, data: bytes | str, encoding: str = "utf-8") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return path


def flat(told: str) -> str:
    return "".join(told.split())


def test_a_word_file_gets_a_copy_beside_it_and_is_not_touched(capsys: pytest.CaptureFixture[str]) -> None:
    path = written("通知.docx", wrong())
    assert call("check", path, "--fix") == EXIT_FINDINGS
    told = capsys.readouterr().out
    assert path.read_bytes() == wrong()
    copy = Path(f"通知{MARK}.docx").read_bytes()
    assert "云政办发〔2026〕12号" in read_bytes(copy, "改.docx").text
    assert [words for words, _ in said(copy)][-1] == "3、4"
    assert "第2段QD201、QD202云政办发[2026]第012号→云政办发〔2026〕12号" in flat(told)
    assert "质量会诊" not in told
    assert f"已写好 通知{MARK}.docx" in told
    assert "逐处接受或拒绝修订" in told


def test_author_date_and_name_are_what_is_asked_for() -> None:
    written("通知.docx", wrong())
    assert call("check", "通知.docx", "--fix", "-o", "改后.docx", "--author", "周某", "--date", "2026-03-05") == 1
    document = parts(Path("改后.docx").read_bytes())["word/document.xml"].decode()
    assert 'w:author="周某" w:date="2026-03-05T00:00:00Z"' in document
    assert call("check", "通知.docx", "--fix", "--date", "三月") == EXIT_USAGE


TEXTS = [
    # encoding and mark stay what they were
    ("utf-8", ""),
    ("utf-8-sig", ""),
    ("gb18030", ""),
    ("utf-16", ""),
    ("utf-16-be", "\ufeff"),
]


@pytest.mark.parametrize(("encoding", "mark"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_text_is_corrected_in_its_own_encoding(encoding: str, mark: str) -> None:
    written("通知.txt", (mark + WRONG.replace("\n", "\r\n")).encode(encoding))
    assert call("check", "通知.txt", "--fix") == EXIT_FINDINGS
    right = WRONG.replace("[2026]", "〔2026〕").replace("，，", "，").replace("\n", "\r\n")
    assert Path(f"通知{MARK}.txt").read_bytes() == (mark + right).encode(encoding)


def test_a_sign_that_the_encoding_lacks_is_told_of() -> None:
    with pytest.raises(OutputRefused, match="big5）里没有“〇”"):
        encoded("〇", b"", "big5")


def test_what_is_only_told_in_a_text_is_counted_and_no_copy_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    written("一.txt", NOTICE.replace("组织宣传活动", "选取3、4个街道"))
    assert call("check", "一.txt", "--fix") == EXIT_DONE
    assert "没有另写文件" in capsys.readouterr().out
    assert [path.name for path in Path().glob("*.txt")] == ["一.txt"]


def test_a_file_of_somebody_else_is_not_overwritten_without_force(capsys: pytest.CaptureFixture[str]) -> None:
    written("通知.docx", wrong())
    theirs = written(f"通知{MARK}.docx", b"x")
    assert call("check", "通知.docx", "--fix") == OutputRefused.exit_code
    assert "没有覆盖" in capsys.readouterr().err
    assert theirs.read_bytes() == b"x"
    assert call("check", "通知.docx", "--fix", "--force") == EXIT_FINDINGS
    assert theirs.read_bytes() != b"x"
    assert call("check", "通知.docx", "--fix", "-o", "通知.docx", "--force") == OutputRefused.exit_code
    assert Path("通知.docx").read_bytes() == wrong(), "the original is never written on"


def test_a_folder_gets_a_copy_of_each_and_copies_are_not_taken_for_originals(
    capsys: pytest.CaptureFixture[str],
) -> None:
    written("稿/甲.docx", wrong())
    written("稿/乙.txt", WRONG)
    written("稿/丙.html", f"<html><body><p>{WRONG}</p></body></html>")
    for _ in range(2):
        assert call("check", "稿", "--fix") == EXIT_PARTLY_FAILED
        told = capsys.readouterr().out
    assert sorted(path.name for path in Path("稿").glob("*.*") if path.is_file()) == [
        "丙.html", "乙.txt", f"乙{MARK}.txt", "甲.docx", f"甲{MARK}.docx",
    ]  # fmt: skip
    assert "2 份是以前改的" in told
    assert "丙.html" in told
    assert "这种文件不能改" in told


def protected(enforced: str) -> bytes:
    """A Word file with slips that restricts editing (``enforced``: whether that is in force)."""
    element = f'<w:documentProtection w:edit="readOnly" w:enforcement="{enforced}"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wrong())) as before, zipfile.ZipFile(out, "w") as package:
        for name in before.namelist():
            data = before.read(name)
            if name == "word/settings.xml":
                data = re.sub(rb"(<w:settings[^>]*>)", rb"\1" + element.encode(), data, count=1)
            package.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(("enforced", "warned"), [("1", True), ("true", True), ("0", False)])
def test_a_file_that_restricts_editing_is_corrected_and_the_clerk_told(
    enforced: str, warned: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """The protection stays: who set it lifts it; until then no change can be accepted."""
    written("通知.docx", protected(enforced))
    assert call("check", "通知.docx", "--fix") == EXIT_FINDINGS
    assert ("先在“审阅”里停止保护" in flat(capsys.readouterr().out)) is warned
    assert b"documentProtection" in parts(Path(f"通知{MARK}.docx").read_bytes())["word/settings.xml"]


@pytest.mark.parametrize("name", ["通知.doc", "通知.txt", "通知"])
def test_a_word_file_of_another_name_gets_a_docx_with_comments(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    written(name, wrong())
    assert call("check", name, "--fix") == EXIT_FINDINGS
    told = flat(capsys.readouterr().out)
    assert f"已写好通知{MARK}.docx" in told
    assert "写成批注" in told
    assert "原文件其实是.docx" in told
    assert said(Path(f"通知{MARK}.docx").read_bytes())


def test_many_changes_are_counted_and_listed_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    written("长.txt", "各单位要摸清底数，，建立台账。\n" * 120)
    assert call("check", "长.txt", "--fix") == EXIT_FINDINGS
    told = flat(capsys.readouterr().out)
    assert "改了120处" in told
    assert told.count("，，建立台账。→要摸清底数，建立台账。") == 50
    assert "另有70处没有列出" in told
    assert "-o核对结果.xlsx" in told
    assert call("check", "长.txt", "--fix", "--all", "--force") == EXIT_FINDINGS
    assert "没有列出" not in capsys.readouterr().out


REFUSED = [
    # what is given, the exit code, what is said
    (("丙.html", "--fix"), EXIT_REFUSED, "这种文件不能改"),
    (("-", "--fix"), EXIT_USAGE, "标准输入"),
    (("甲.txt", "乙.txt", "--fix", "-o", "改.txt"), EXIT_USAGE, "-o只能写一份"),
    (("甲.txt", "--fix", "-o", "改.xlsx"), OutputRefused.exit_code, "要写的是.txt文件"),
]


@pytest.mark.parametrize(("args", "code", "words"), REFUSED, ids=[words for *_, words in REFUSED])
def test_what_cannot_be_done_is_refused_with_a_next_step(
    args: tuple[str, ...], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("甲.txt", "乙.txt"):
        written(name, WRONG)
    written("丙.html", f"<html><body><p>{WRONG}</p></body></html>")
    assert call("check", *args) == code
    told = flat(capsys.readouterr().err)
    assert words in told
    assert "下一步" in told
    assert sorted(path.name for path in Path().iterdir()) == ["丙.html", "乙.txt", "甲.txt"]


def test_json_lists_what_was_made_and_what_was_told(capsys: pytest.CaptureFixture[str]) -> None:
    written("通知.docx", wrong())
    assert call("check", "通知.docx", "--fix", "--json") == EXIT_FINDINGS
    (fixed,) = json.loads(capsys.readouterr().out)["fixed"]
    assert fixed["path"] == f"通知{MARK}.docx"
    first = fixed["made"][0]
    assert (first["rules"], first["before"], first["after"]) == (
        ["QD201", "QD202"], "云政办发[2026]第012号", "云政办发〔2026〕12号",
    )  # fmt: skip
    assert [(one["rule"], one["reason"]) for one in fixed["told"] if one["rule"] == "QD323"] == [("QD323", "")]
    assert call("check", "通知.docx", "--json") == EXIT_FINDINGS
    assert "fixed" not in json.loads(capsys.readouterr().out)


def test_only_the_rules_that_are_chosen_are_corrected() -> None:
    written("通知.txt", WRONG)
    assert call("check", "通知.txt", "--fix", "--rule", "QD307") == EXIT_FINDINGS
    text = Path(f"通知{MARK}.txt").read_text("utf-8")
    assert "，，" not in text
    assert "[2026]" in text
