"""Broken templates: each error listed with its place as Word shows it, nothing else told, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qdoc.cli import main
from qdoc.errors import InputRefused, TemplateRefused
from qdoc.render.catalogue import catalogue
from qdoc.render.samples import fills
from qdoc.render.template_heal import Fault
from qdoc.render.template_review import review_template
from qdoc.render.templates import Template
from tests.render.broken_templates import CASES, DOUBTFUL, PLACES, SEVERAL, UNREADABLE, Broken
from tests.render.word_files import paragraph, table, word

ENTRY = catalogue()["任务交办单"]


def told(faults: tuple[Fault, ...]) -> list[tuple[str, str]]:
    return [(fault.place, fault.code) for fault in faults]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_error_is_listed_with_its_place_and_the_next_step(case: Broken) -> None:
    found = review_template(case.data, "模板.docx", ENTRY).errors
    assert told(found) == [(place, code) for place, code, _ in case.errors], [str(fault) for fault in found]
    for fault, (_, _, words) in zip(found, case.errors, strict=True):
        assert words in str(fault)
        assert fault.place == "文件内部" or fault.tag or fault.code == "T054"
        assert not set(fault.message) & set("abcdefghijklmnopqrstuvwxyz") or fault.code in _NAMING, fault.message


# Codes whose messages name a statement, a filter, a part or a sign as it must be typed; no other has English words.
_NAMING = {"T001", "T003", "T004", "T005", "T010", "T011", "T012", "T013", "T014", "T015", "T016", "T018", "T019"} | {
    "T030",
    "T031",
    "T050",
}


@pytest.mark.parametrize("case", [case for case in CASES if case.errors[0][1] != "T054"], ids=lambda case: case.name)
def test_a_broken_template_fills_nothing(case: Broken) -> None:
    with pytest.raises(TemplateRefused) as raised:
        fills(ENTRY.name, ENTRY.fields)[0](case.data)
    for place, _, _ in case.errors:
        assert place in str(raised.value)


def test_one_broken_tag_hides_nothing_else_and_accuses_nobody() -> None:
    rows = [
        ["{%tr for 项 in 牵头事项 %}", ""],
        ["{% vm 项.任务 %}{{ 项.任务 }}", "{{ 项.期限 }}"],
        ["{%tr endfor %}", ""],
    ]
    found = review_template(word("{{ 承办 单位 }}", rows), "模板.docx", ENTRY).errors
    assert [(fault.code, fault.tag) for fault in found] == [("T014", "{{ 承办 单位 }}"), ("T016", "{{ 项.期限 }}")]
    assert found[1].hint == "最接近的字段是“时限”", "the loop's record is known although the whole cannot be parsed"


def test_there_are_more_than_thirty_kinds_and_each_has_its_own_name() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) > 60


@pytest.mark.parametrize(("name", "data", "words"), UNREADABLE, ids=[one[0] for one in UNREADABLE])
def test_a_file_that_cannot_be_read_is_refused_with_the_next_step(name: str, data: bytes, words: str) -> None:
    with pytest.raises(InputRefused) as raised:
        review_template(data, "模板.docx", ENTRY)
    assert words in raised.value.message
    assert raised.value.file == "模板.docx"


@pytest.mark.parametrize(("name", "data", "place", "code", "words"), DOUBTFUL, ids=[one[0] for one in DOUBTFUL])
def test_what_is_hardly_meant_is_told_but_does_not_stop(
    name: str, data: bytes, place: str, code: str, words: str
) -> None:
    found = review_template(data, "模板.docx", ENTRY)
    assert found.errors == ()
    (doubt,) = [fault for fault in found.doubts if fault.code != "T023"]
    assert (doubt.place, doubt.code) == (place, code)
    assert words in str(doubt)
    Template(data, "模板.docx", ENTRY.fields)


LOOP = "{% for 项 in 牵头事项 %}{{ 项.事项 }}{{ 项.时限 }}{{ 项.待确认 }}{% endfor %}"
WHOLE = "{{ 承办单位 }}{{ 交办依据 }}" + LOOP + LOOP.replace("牵头", "配合")
# (template, what it drops)
DROPPED = [
    (WHOLE, []),  # why: all that matters is there
    (WHOLE.replace("{{ 承办单位 }}", ""), ["“承办单位”：看不出是交给哪个单位的"]),  # why: a field of the first level
    ("{{ 承办单位 }}{{ 交办依据 }}" + LOOP, ["“配合事项”：配合的事项不会印出来"]),  # why: a whole list, told once
    (WHOLE.replace("{{ 项.待确认 }}", "", 1), ["“牵头事项”里的“待确认”：建议的单位会看起来像已定的"]),  # why: in a loop
    (WHOLE + "{{ 错", []),  # why: a broken tag beside does not hide what is there
    (
        "{{ 承办单位 }}{{ 交办依据 }}" + LOOP.replace("牵头事项", "牵头事项 + 配合事项"),
        [],
    ),  # why: one loop
    (
        "{% macro 行(项) %}{{ 项.事项 }}{% endmacro %}{{ 承办单位 }}{{ 交办依据 }}"
        "{% for 项 in 牵头事项 %}{{ 行(项) }}{% endfor %}{% for 项 in 配合事项 %}{{ 行(项) }}{% endfor %}",
        [],
    ),  # why: what a macro takes whole may be printed there
]


@pytest.mark.parametrize(("text", "dropped"), DROPPED)
def test_a_template_that_drops_a_duty_says_so(text: str, dropped: list[str]) -> None:
    doubts = review_template(word(text), "模板.docx", ENTRY).doubts
    assert [str(fault).partition("没有用到")[2].partition("（如果")[0] for fault in doubts] == dropped


def test_a_trial_finds_a_row_that_does_not_fill_its_table() -> None:
    narrow = table([["甲", "乙"], ["@"]]).replace(paragraph("@"), paragraph("丙"))
    (fault,) = [one for one in review_template(word(narrow), "模板.docx", ENTRY).errors if one.code == "T053"]
    assert fault.place == "正文第1个表格第2行"
    assert "有 1 列，表格是 2 列" in fault.message


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Call the program; return its exit code and all that it said, as one line without the breaks of the terminal."""
    monkeypatch.setenv("COLUMNS", "2000")

    def run(*args: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main([str(arg) for arg in args])
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out + said.err

    return run


@pytest.mark.parametrize("case", [*CASES[::6], *PLACES, SEVERAL], ids=lambda case: case.name)
def test_no_command_writes_anything_by_a_broken_template(
    case: Broken, tmp_path: Path, call: Callable[..., tuple[int, str]]
) -> None:
    (tmp_path / "模板").mkdir()
    (tmp_path / "模板" / "任务交办单.docx").write_bytes(case.data)
    (tmp_path / "要点.txt").write_text("云溪区2026年工作要点\n一、总体要求\n推进质量强区。\n", "utf-8")
    out = tmp_path / "输出"
    code, said = call(
        "draft", "build", tmp_path / "要点.txt", "-o", out / "通知.docx", "--templates", tmp_path / "模板"
    )
    assert code == 3
    assert not out.exists()
    for place, _, words in case.errors:
        assert f"任务交办单.docx，{place}：" in said
        assert words in said
    assert f"{len(case.errors)} 处错误" in said


@pytest.mark.parametrize("case", CASES[::8], ids=lambda case: case.name)
def test_check_prints_place_tag_fault_and_next_step(
    case: Broken, tmp_path: Path, call: Callable[..., tuple[int, str]]
) -> None:
    path = tmp_path / "任务交办单.docx"
    path.write_bytes(case.data)
    code, said = call("templates", "check", path)
    assert code == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["任务交办单.docx"]
    assert f"{len(case.errors)} 处错误" in said
    for place, _, words in case.errors:
        assert place in said
        assert all(piece in said.replace("\n", "") for piece in words.split("（"))
