"""``qdoc settings`` as a clerk runs it, and how the commands find the file and use it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from qdoc.cli.settings_file import SETTINGS, find_settings
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, InputRefused
from qdoc.render.office_sheet import office_xlsx
from qdoc.returns.office import read_office
from tests.cli.calling import call

NOTICE = """云溪区2026年质量工作要点

1.加强食品抽检。年底前抽检1200批次。（责任单位：区市场监管局、各街道办事处）
2.推进课程改革。（责任单位：区教委）
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    notice = tmp_path / "通知.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    call("ledger", notice, "-o", tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def fill(path: Path, sheet: str, cells: dict[str, object]) -> None:
    book = openpyxl.load_workbook(path)
    for at, value in cells.items():
        book[sheet][at] = value
    book.save(path)


def test_a_blank_sheet_says_nothing_and_is_the_same_every_time() -> None:
    data = office_xlsx()
    read = read_office(data, "x.xlsx")
    assert (read.name, read.units, read.groups, read.rules, read.numbers, read.others) == ("", (), (), (), (), ())
    assert read.diagnostics == ()
    assert data == office_xlsx()


def test_every_cell_to_fill_in_is_text_and_hostile_names_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(office_xlsx(["=cmd()局", "+甲局"], ["@各镇"]))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["本单位", "责任单位", "群组", "规则"]
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=3):
            assert {(cell.number_format, cell.data_type in "sn") for cell in row} == {("@", True)}
    assert [unit.name for unit in read_office(path.read_bytes(), "a").units] == ["=cmd()局", "+甲局"]
    assert book["本单位"].data_validations.dataValidation[0].formula1 == '"通行,墨线"'
    fill(path, "责任单位", {"E3": "010-001"})
    assert read_office(path.read_bytes(), "a").units[0].phone == "010-001"


def test_new_fills_in_what_the_ledger_names_and_keeps_what_a_clerk_wrote(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / SETTINGS
    capsys.readouterr()
    assert call("settings", "new", path, "--from", ledger) == EXIT_DONE
    said = capsys.readouterr().out
    assert "已填上台账里的 2 个单位、1 个群组" in said
    assert "下一步：用 Excel 或 WPS 填写后保存" in said
    read = read_office(path.read_bytes(), "x")
    assert [unit.name for unit in read.units] == ["区市场监管局", "区教委"]
    assert [(group.name, group.members) for group in read.groups] == [("各街道办事处", ())]
    fill(path, "本单位", {"B3": "云溪区质量强区办"})
    assert call("settings", "new", path) == 3  # a clerk's file is not written over
    assert read_office(path.read_bytes(), "x").name == "云溪区质量强区办"
    assert call("settings", "new", ledger, "--from", ledger) == 3


def test_check_lists_what_is_set_what_is_missing_and_what_the_ledger_asks(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / SETTINGS
    call("settings", "new", path)
    fill(path, "本单位", {"B3": "云溪区质量强区办", "B6": "赵某", "B9": "宽版"})
    fill(path, "责任单位", {"A3": "区市场监管局", "A4": "区教育局"})
    capsys.readouterr()
    assert call("settings", "check", path, "--from", ledger) == EXIT_FINDINGS
    said = capsys.readouterr().out
    for line in (
        "  单位名称：云溪区质量强区办",
        "  联系人：赵某",
        "  “本单位”的“联系电话”：任务交办单、督办单、催办单（最多 9 份）",
        "  “责任单位”的“联系人”：办理情况报告（最多 2 份）",  # a group without members has no contact
        "警告 S118 不认识版面“宽版”",
        "待核 L101 各街道办事处 未展开",
        "待核 S116 台账里的 区教委 不在“责任单位”表里",
    ):
        assert line in said
    assert said.count("“本单位”的“联系电话”") == 1
    fill(path, "本单位", {"B9": "墨线"})
    fill(path, "责任单位", {"B4": "区教委"})
    fill(path, "群组", {"A3": "各街道办事处", "B3": "东街街道、西街街道"})
    assert call("settings", "check", path, "--from", ledger) == EXIT_DONE
    said = capsys.readouterr().out
    assert "  群组 各街道办事处：东街街道、西街街道" in said
    assert "S116" not in said
    assert "L101" not in said
    assert "成员 东街街道、西街街道 不在“责任单位”" in said


def test_check_of_an_engineers_file_without_a_ledger_counts_no_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "qdoc.toml"
    path.write_text('[本单位]\n联系人 = "赵某"\n[[群组]]\n名称 = "各镇"\n', encoding="utf-8")
    assert call("settings", "check", path) == EXIT_DONE
    said = capsys.readouterr().out
    assert "  联系人：赵某" in said
    assert "“本单位”的“单位名称”：任务交办单、责任书、督办单、催办单、办理情况报告\n" in said
    assert "群组“各镇”没有成员单位" in said
    assert call("settings", "check", tmp_path / "没有.xlsx") == 3
    assert "qdoc settings new" in capsys.readouterr().err


def test_the_file_named_goes_before_the_one_beside_and_a_workbook_before_toml(tmp_path: Path) -> None:
    assert find_settings(None, tmp_path) is None
    (tmp_path / "qdoc.toml").write_text('[本单位]\n名称 = "甲"', encoding="utf-8")
    beside = find_settings(None, tmp_path)
    assert beside is not None
    assert (beside.name, beside.source) == ("甲", str(tmp_path / "qdoc.toml"))
    (tmp_path / SETTINGS).write_bytes(office_xlsx(["区教育局"]))
    both = find_settings(None, tmp_path)
    assert both is not None
    assert (both.name, len(both.units)) == ("", 1)
    assert [one.code for one in both.diagnostics] == ["S119"]
    named = find_settings(str(tmp_path / "qdoc.toml"), tmp_path)
    assert named is not None
    assert (named.name, named.diagnostics) == ("甲", ())
    with pytest.raises(InputRefused, match="找不到设置文件"):
        find_settings("没有.xlsx", tmp_path)
    with pytest.raises(InputRefused, match="文件夹"):
        find_settings(str(tmp_path), tmp_path)


UNSAID = "云溪区2026年工作要点\n\n1.办好义务教育。推进中小学课程改革，做好招生工作。\n"


def test_units_of_the_settings_bound_suggestions_as_a_register_does_in_the_notices_year(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text(UNSAID, encoding="utf-8")
    path = tmp_path / SETTINGS
    path.write_bytes(office_xlsx(["云溪区教育局", "云溪区民政局"]))

    def suggested(*options: object) -> set[str]:
        call("parse", notice, "--json", *options)
        plan = json.loads(capsysbinary.readouterr().out)
        return {one["department"] for task in plan["tasks"] for one in task["suggestions"]}

    assert "区教育局" in suggested()
    assert suggested("--settings", path) == suggested("--register", path) == {"云溪区教育局"}
    fill(path, "责任单位", {"G3": "2020"})  # not in force any more
    assert suggested("--settings", path) == suggested("--register", path) == set()
    fill(path, "责任单位", {"G3": "2026年6月"})
    assert suggested("--settings", path) == {"云溪区教育局"}
    register = tmp_path / "名录.tsv"
    register.write_text("name\n区教育局\n", encoding="utf-8")
    assert suggested("--settings", path, "--register", register) == {"区教育局"}  # the option given for it


SETTINGS_CODES = [
    ('[本单位]\n单位名称 = "云溪区督查室"\n', 0),  # why: nothing to look at in either file
    ('[本单位]\n不认识的项目 = "甲"\n', 1),  # why: S101 is a warning, and it is shown
    ('[[群组]]\n群组 = "各街道办事处"\n', 0),  # why: S110 is only said
]


@pytest.mark.parametrize(("settings", "expected"), SETTINGS_CODES)
def test_a_warning_of_the_settings_counts_for_parse_too(tmp_path: Path, settings: str, expected: int) -> None:
    notice, table = tmp_path / "通知.txt", tmp_path / "qdoc.toml"
    notice.write_text("云溪区2026年工作要点\n\n一、任务\n1.加强抽检。（责任单位：区教育局）\n", encoding="utf-8")
    table.write_text(settings, encoding="utf-8")
    assert call("parse", notice, "--settings", table, "--no-suggest") == expected


def test_new_units_are_added_under_what_a_clerk_typed(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / SETTINGS
    path.write_bytes(office_xlsx(["区教委"]))
    fill(path, "责任单位", {"D3": "赵某"})
    before = path.read_bytes()
    assert call("settings", "new", path, "--from", ledger) == 3
    said = capsys.readouterr().err
    assert "qdoc settings add" in said
    assert "全部换成空白" in said
    assert call("settings", "add", path, "--from", ledger) == EXIT_DONE
    said = capsys.readouterr().out
    assert "添上 1 个单位：区市场监管局" in said
    assert "添上 1 个群组：各街道办事处" in said
    read = read_office(path.read_bytes(), "x")
    assert [(unit.name, unit.contact) for unit in read.units] == [("区教委", "赵某"), ("区市场监管局", "")]
    assert [group.name for group in read.groups] == ["各街道办事处"]
    (copy,) = (tmp_path / "单位信息备份").iterdir()
    assert copy.read_bytes() == before
    added = path.read_bytes()
    assert call("settings", "add", path, "--from", ledger) == EXIT_DONE
    assert "没有写文件" in capsys.readouterr().out
    assert path.read_bytes() == added
    sheet = openpyxl.load_workbook(path)["责任单位"]
    assert (sheet["A4"].number_format, sheet["A4"].data_type) == ("@", "s")


def test_units_that_are_all_filled_in_lack_nothing_and_the_rule_of_returns_is_told_in_days(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / SETTINGS
    call("settings", "new", path)
    fill(path, "责任单位", {"A3": "区教委", "D3": "钱某", "E3": "66001111"})
    fill(path, "规则", {"A3": "填报", "B3": "填报时限", "C3": "每季度末月25日", "D3": "云政办发〔2026〕5号"})
    capsys.readouterr()
    assert call("settings", "check", path) == EXIT_DONE
    said = "".join(capsys.readouterr().out.split())
    assert "“责任单位”的“联系人”" not in said
    assert "应报日：第一季度3月25日、第二季度6月25日、第三季度9月25日、第四季度12月25日" in said
    fill(path, "责任单位", {"A4": "区商务局", "D4": "孙某"})
    call("settings", "check", path)
    said = capsys.readouterr().out
    assert "“责任单位”的“联系电话”：办理情况报告" in said
    assert "“责任单位”的“联系人”" not in said
