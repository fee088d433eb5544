"""Tests of the manifest of a folder: numbers that stay, files of earlier commands, what a clerk wrote into it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from qdoc.cli.handing import MANIFEST
from qdoc.cli.numbers import NUMBERED, Numbers
from qdoc.cli.wishes import Wishes
from qdoc.ledger.handed import HIDDEN_SHEET, RETIRED_SHEET
from qdoc.model import Office, UnitInfo
from qdoc.returns.manifest import read_manifest
from tests.cli.test_delivery import call, lines, made

NOTICE = """江海市云溪区2026年工作要点

一、重点任务

1.加强食品抽检。2026年6月底前抽检1200批次（区市场监管局牵头，区教育局、各街道办事处配合）。

2.更新健身步道。修缮步道18公里（区体育局负责）。

3.整治餐饮油烟。开展油烟净化设施专项检查（区教育局配合）。

4.补植行道树。补植行道树600株（区园林局负责）。
"""
NUMBER = ("--number", "云交〔2026〕")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    notice = tmp_path / "通知.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    call("run", notice, "-o", tmp_path / "出", "--no-suggest", *NUMBER)
    return tmp_path / "出"


def lead(out: Path, row: int, unit: str | None) -> None:
    """Write ``unit`` as the only leading unit of the ledger's ``row`` (from 1)."""
    book = openpyxl.load_workbook(out / "台账.xlsx")
    sheet = book["台账"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(row + 1, heads.index("牵头单位") + 1).value = unit
    sheet.cell(row + 1, heads.index("责任单位") + 1).value = None
    book.save(out / "台账.xlsx")


def write(out: Path, unit: str, column: str, text: str, kind: str = "任务交办单") -> None:
    """Type ``text`` into the manifest's line of the document of ``kind`` for ``unit``."""
    book = openpyxl.load_workbook(out / MANIFEST)
    sheet = book["分发清单"]
    heads = [cell.value for cell in sheet[3]]
    if column not in heads:
        heads.append(column)
        sheet.cell(3, len(heads)).value = column
    at = next(row[0].row for row in sheet.iter_rows(min_row=4) if (row[1].value, row[3].value) == (unit, kind))
    sheet.cell(at, heads.index(column) + 1).value = text
    book.save(out / MANIFEST)


def listed(out: Path, column: str = "编号", kind: str = "任务交办单") -> dict[str, object]:
    return {str(row["单位"]): row[column] for row in lines(out / MANIFEST, "分发清单") if row["种类"] == kind}


def again(out: Path, *options: object) -> int:
    return call("letters", out / "台账.xlsx", "-o", out, *options)


def test_a_unit_keeps_its_number_and_a_number_that_was_given_is_nobody_elses(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = listed(out)
    assert list(first.values()) == [f"云交〔2026〕{n}号" for n in range(1, 6)]
    lead(out, 1, "区新设局")  # now the first unit of the ledger
    lead(out, 4, "区绿化局")  # in place of the last unit
    capsys.readouterr()
    again(out, *NUMBER)
    said = capsys.readouterr().out
    assert "编号有变" not in said
    now = listed(out)
    assert now == {unit: first[unit] for unit in first if unit in now} | {
        "区新设局": "云交〔2026〕6号",
        "区绿化局": "云交〔2026〕7号",
    }
    assert set(first) - set(now) == {"区市场监管局", "区园林局"}
    gone = {row["单位"]: row["编号"] for row in lines(out / MANIFEST, RETIRED_SHEET)}
    assert gone == {unit: first[unit] for unit in ("区市场监管局", "区园林局")}
    lead(out, 4, "区园林局")
    again(out, *NUMBER)
    assert listed(out)["区园林局"] == first["区园林局"]  # it comes back to its own
    assert "区绿化局" in {row["单位"] for row in lines(out / MANIFEST, RETIRED_SHEET)}
    letter = (out / "各单位" / "区园林局" / "区园林局任务交办单.docx").read_bytes()
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(letter)) as package:
        assert str(first["区园林局"]) in package.read("word/document.xml").decode()


def test_a_number_that_must_change_is_told(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again(out, "--number", "云质〔2026〕")
    said = "".join(capsys.readouterr().out.split())
    assert "编号有变的5份：区市场监管局任务交办单云交〔2026〕1号→云质〔2026〕1号；" in said
    again(out, *NUMBER)  # the prefix of before: the numbers of before
    assert listed(out)["区市场监管局"] == "云交〔2026〕1号"
    (out / MANIFEST).unlink()
    capsys.readouterr()
    again(out, *NUMBER)
    assert "没有可照的" in capsys.readouterr().out
    (out / MANIFEST).write_bytes(b"not a workbook")
    again(out, *NUMBER)
    said = "".join(capsys.readouterr().out.split())
    assert "读不了（" in said
    assert [one.read_bytes() for one in (out / "分发清单备份").iterdir()] == [b"not a workbook"]


def test_the_same_input_gives_the_same_bytes_whether_or_not_the_folder_was_there(out: Path, tmp_path: Path) -> None:
    first = made(out)
    call("run", tmp_path / "通知.txt", "-o", tmp_path / "另", "--no-suggest", *NUMBER)
    call("run", tmp_path / "通知.txt", "-o", out, "--no-suggest", *NUMBER)
    assert made(tmp_path / "另") == made(out) == first


GIVEN = (
    ("任务交办单", "区教委", "甲3号"),  # called 区教育局 now
    ("任务交办单", "乙局", "甲5号"),
    ("责任书", "乙局", "甲5号"),  # a clerk typed a number twice: the first keeps it
    ("任务交办单", "丙局", "乙9号"),  # another prefix
    ("任务交办单", "丁局", "甲第6号"),  # not of this form
    ("催办单（2026-06-20）", "戊局", "甲7号"),
)
KEPT = [
    ("任务交办单", "区教育局", 3),
    ("任务交办单", "乙局", 5),
    ("责任书", "乙局", 8),
    ("任务交办单", "丙局", 8),
    ("任务交办单", "丁局", 8),
    ("催办单（2026-06-20）", "戊局", 7),  # the same day again
    ("催办单（2026-09-20）", "戊局", 8),  # a later day is another document
]


def test_the_settings_have_a_prefix_for_each_document_with_a_number() -> None:
    from qdoc.returns import office_fields

    assert office_fields.NUMBERED == NUMBERED


@pytest.mark.parametrize(("kind", "unit", "number"), KEPT)
def test_numbers_go_on_from_what_was_given(kind: str, unit: str, number: int) -> None:
    office = Office(units=(UnitInfo("区教育局", aliases=("区教委",)),))
    assert Numbers(Wishes(number="甲"), office, GIVEN, 2026).running(kind, unit) == number


def test_files_of_earlier_commands_stay_listed_with_what_was_written_of_them(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(out, "区教育局", "签收（姓名、日期）", "赵某 3月8日")
    write(out, "区教育局", "备注", "送两份")
    write(out, "区教育局", "联系人", "钱某")
    write(out, "区教育局", "经办科室", "办公室")  # a column of the clerk's own
    capsys.readouterr()
    again(out, "--number", "云催〔2026〕", "--kind", "催办单", "--as-of", "2026-06-20")
    said = "".join(capsys.readouterr().out.split())
    assert "另存" not in said
    assert not (out / "分发清单备份").exists()  # all of it was carried over
    rows = {(row["单位"], row["种类"]): row for row in lines(out / MANIFEST, "分发清单")}
    assert list(listed(out)) == ["区市场监管局", "区教育局", "各街道办事处", "区体育局", "区园林局"]
    kept = rows["区教育局", "任务交办单"]
    entries = [kept[name] for name in ("签收（姓名、日期）", "备注", "联系人", "经办科室", "编号")]
    assert entries == ["赵某 3月8日", "送两份", "钱某", "办公室", "云交〔2026〕2号"]
    due = rows["区市场监管局", "催办单"]
    assert (due["编号"], due["牵头（责任）"], due["配合"]) == ("云催〔2026〕1号", 1, 0)
    again(out, *NUMBER, "--date", "2026-03-09")  # made anew, so that it says something else than what was signed
    said = "".join(capsys.readouterr().out.split())
    assert "签收过的1份这次内容有变" in said
    assert listed(out, "签收（姓名、日期）")["区教育局"] == "赵某 3月8日"
    assert listed(out, "经办科室")["区教育局"] == "办公室"
    (out / "各单位" / "区市场监管局" / "区市场监管局催办单（2026-06-20）.docx").unlink()
    again(out, *NUMBER)
    assert listed(out, kind="催办单") == {}


def strayed(out: Path, change: str) -> None:
    """Change the manifest where nothing can be carried over."""
    book = openpyxl.load_workbook(out / MANIFEST)
    sheet = book["分发清单"]
    if change == "under the table":
        sheet["B30"] = "共送出五份"
    elif change == "another sheet":
        book.create_sheet("通讯录")["A1"] = "赵某"
    elif change == "a derived sheet":
        book["待指定"]["C4"] = "已请示"
    elif change == "qdoc's own column":
        sheet["F4"] = 9
    elif change == "above the table":
        sheet["A2"] = "3月8日送出"
    elif change == "a number in another form":
        sheet["E4"] = "云交2026-1"
    elif change == "no hidden sheet":
        del book[HIDDEN_SHEET]
    elif change == "a comment":
        from openpyxl.comments import Comment

        sheet["B4"].comment = Comment("问过", "赵某")
    book.save(out / MANIFEST)


STRAYS = [
    ("under the table", "第 30 行"),
    ("another sheet", "工作表“通讯录”"),
    ("a derived sheet", "工作表“待指定”里改过的内容"),
    ("qdoc's own column", "的“牵头（责任）”"),
    ("above the table", "表格上方改过的文字"),
    ("a number in another form", "的“编号”"),
    ("no hidden sheet", "隐藏工作表“_qdoc”不见了"),
    ("a comment", "批注或图片"),
]


@pytest.mark.parametrize(("change", "told"), STRAYS)
def test_what_cannot_be_carried_over_is_said_and_kept_as_a_copy(
    change: str, told: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strayed(out, change)
    before = (out / MANIFEST).read_bytes()
    again(out, *NUMBER)
    assert "".join(told.split()) in "".join(capsys.readouterr().out.split())
    (copy,) = (out / "分发清单备份").iterdir()
    assert copy.read_bytes() == before
    again(out, *NUMBER)
    assert len(list((out / "分发清单备份").iterdir())) == 1  # nobody wrote into the new one


def test_a_signature_of_a_letter_that_is_no_more_is_kept_in_a_copy(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(out, "区园林局", "签收（姓名、日期）", "孙某")
    again(out, *NUMBER)
    assert not (out / "分发清单备份").exists()
    lead(out, 4, "区绿化局")  # the manifest is as qdoc wrote it, and still there is something to lose
    capsys.readouterr()
    again(out, *NUMBER)
    said = "".join(capsys.readouterr().out.split())
    assert "区园林局任务交办单.docx的“签收（姓名、日期）”（清单里已没有这份文件）；已另存为" in said


def test_a_manifest_that_only_was_saved_again_says_nothing_new(out: Path) -> None:
    before = read_manifest((out / MANIFEST).read_bytes(), "x")
    book = openpyxl.load_workbook(out / MANIFEST)
    book.save(out / MANIFEST)
    assert read_manifest((out / MANIFEST).read_bytes(), "x") == before
    assert before.strays == ()
    assert not any(line.entered(name) for line in before.lines for name in line.texts if name != "序号")


def test_files_that_no_manifest_lists_are_listed_as_unknown(out: Path) -> None:
    (out / MANIFEST).unlink()
    again(out, *NUMBER, "--kind", "督办单")
    (row,) = [
        row for row in lines(out / MANIFEST, "分发清单") if (row["单位"], row["种类"]) == ("区教育局", "任务交办单")
    ]
    assert (row["编号"], row["牵头（责任）"], row["配合"]) == ("见文件", "—", "—")


def test_the_counts_are_those_of_the_document(out: Path) -> None:
    kinds = ("任务交办单", "督办单", "办理情况报告", "催办单")
    again(out, *NUMBER, "--as-of", "2026-06-20", *(part for kind in kinds for part in ("--kind", kind)))
    rows = {(row["单位"], row["种类"]): row for row in lines(out / MANIFEST, "分发清单")}
    lead(out, 2, "区市场监管局")
    again(out, *NUMBER, "--as-of", "2026-06-20", *(part for kind in kinds for part in ("--kind", kind)))
    rows = {(row["单位"], row["种类"]): row for row in lines(out / MANIFEST, "分发清单")}
    told = {kind: [rows["区市场监管局", kind][name] for name in ("牵头（责任）", "配合")] for kind in kinds}
    assert told == {"任务交办单": [2, 0], "督办单": [2, 0], "办理情况报告": [2, 0], "催办单": [1, 0]}
    assert rows["区市场监管局", "办理情况报告"]["编号"] == "—"
    assert ("区教育局", "督办单") not in rows
    assert rows["区教育局", "办理情况报告"]["配合"] == 2


def test_a_row_that_nobody_leads_is_told_where_it_stands(out: Path) -> None:
    (row,) = lines(out / MANIFEST, "待指定")
    assert row["现在列在哪里"] == "区教育局 的任务交办单（配合事项）"
    again(out, *NUMBER, "--kind", "责任书", "--basis", "《办法》")
    assert lines(out / MANIFEST, "待指定")[0]["现在列在哪里"] == "区教育局 的任务交办单（配合事项）"
    lead(out, 3, None)
    book = openpyxl.load_workbook(out / "台账.xlsx")
    heads = [cell.value for cell in book["台账"][1]]
    book["台账"].cell(4, heads.index("配合单位") + 1).value = None
    book.save(out / "台账.xlsx")
    again(out, *NUMBER)
    assert lines(out / MANIFEST, "待指定")[0]["现在列在哪里"] == "不在任何一份文件里"
