"""单位信息.xlsx and qdoc.toml as clerks and engineers fill them in: what is understood, what is said of the rest."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from qdoc.errors import DamagedFile, InputRefused, LedgerRefused, LimitExceeded, UnsupportedFormat
from qdoc.model import Office, UnitInfo
from qdoc.render.letter_docx import KINDS
from qdoc.returns.office import MAX_LINES, read_office
from qdoc.returns.office_fields import NUMBERED
from qdoc.returns.office_toml import read_office_toml

Rows = list[list[object]]


def workbook(sheets: dict[str, Rows]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def office(sheets: dict[str, Rows]) -> Office:
    return read_office(workbook(sheets), "单位信息.xlsx")


OWN = [
    # two bare columns
    ([["单位名称", "区质量强区办"], ["联系人", "赵某"]], {"name": "区质量强区办", "contact": "赵某"}),
    # a title, a heading in another order, remarks beside it
    ([["云溪区单位信息"], [], ["内容", "备注", "项目"], ["赵某", "x", "联 系 人"]], {"contact": "赵某"}),
    # other words for the same, brackets and colons behind them, half- and full-width
    ([["电话（必填）：", "000-1234"], ["Ｎａｍｅ", "区府办"]], {"phone": "000-1234", "name": "区府办"}),
    # side by side, one of them empty
    ([["联系人", "", "联系电话", "000"], ["分管领导", "钱某"]], {"phone": "000", "leader": "钱某"}),
    # a day however it is typed; a wording stays
    ([["反馈时限", "2026年3月9日"]], {"feedback_by": "2026-03-09"}),
    ([["反馈时限", "收到后5个工作日内"]], {"feedback_by": "收到后5个工作日内"}),
    # a number typed as a number
    ([["联系电话", 13800001234.0]], {"phone": "13800001234"}),
    # numbers by document, by its short name, and for all others
    (
        [["责任书编号前缀", "甲〔2026〕"], ["交办单编号", "乙〔2026〕"], ["编号前缀", "丙〔2026〕"]],
        {"numbers": (("责任书", "甲〔2026〕"), ("任务交办单", "乙〔2026〕"), ("", "丙〔2026〕"))},
    ),
    # what the sheet leaves empty is missing, a remark is no key
    ([["单位名称", None], ["说明：都可以不填", "x"]], {}),
]


@pytest.mark.parametrize(("rows", "expected"), OWN)
def test_the_offices_own_lines(rows: Rows, expected: dict[str, object]) -> None:
    assert office({"本单位": rows}) == Office(source="单位信息.xlsx", **expected)


UNITS = [
    # a title, columns in any order, a column of numbers, empty rows
    (
        [
            ["责任单位"],
            ["序号", "联系电话", "单位", "联系人"],
            ["1", "01", "区 教育局", "孙某"],
            [],
            ["2", "", "区民政局"],
        ],
        (UnitInfo("区教育局", contact="孙某", phone="01"), UnitInfo("区民政局")),
    ),
    # aliases apart by any sign, by a line end, by blanks between whole names; its own name is none
    (
        [["名称", "别名"], ["甲局", "乙局、丙局；丁局\n戊委，甲局"], ["己局", "庚局 辛局"]],
        (UnitInfo("甲局", ("乙局", "丙局", "丁局", "戊委")), UnitInfo("己局", ("庚局", "辛局"))),
    ),
    # days as they are typed: a day, a month, a year, open
    (
        [["单位名称", "启用日期", "停用日期"], ["甲局", "2019.3.1", "2024年5月"], ["乙局", 2015, "长期"]],
        (UnitInfo("甲局", valid_from="2019-03-01", valid_to="2024-05"), UnitInfo("乙局", valid_from="2015")),
    ),
    # one name in two periods; an alias that was a unit's own name before
    (
        [["名称", "别名", "启用", "停用"], ["甲局", "", "", "2014"], ["乙局", "甲局", "2015", ""]],
        (UnitInfo("甲局", valid_to="2014"), UnitInfo("乙局", ("甲局",), valid_from="2015")),
    ),
    # a line that divides the table is no unit
    ([["单位名称"], ["一、政府部门"], ["甲局"], ["注：以上排名不分先后"]], (UnitInfo("甲局"),)),
]


@pytest.mark.parametrize(("rows", "expected"), UNITS)
def test_units(rows: Rows, expected: tuple[UnitInfo, ...]) -> None:
    read = office({"责任单位": rows})
    assert (read.units, read.diagnostics) == (expected, ())


GROUPS = [
    # one row a group
    ([["群组", "成员"], ["各镇", "东镇、西镇"]], {"各镇": ("东镇", "西镇")}),
    # one row a member, the group merged over them (its further cells are empty) or written again
    (
        [["群组名称", "成员单位"], ["各镇", "东镇"], [None, "西镇"], ["各村", "南村"], ["各村", "北村"]],
        {"各镇": ("东镇", "西镇"), "各村": ("南村", "北村")},
    ),
    # one line for two groups
    ([["群组", "成员"], ["各镇、相关镇", "东镇"]], {"各镇": ("东镇",), "相关镇": ("东镇",)}),
    # a group of groups, in any order, each unit once
    (
        [["群组", "成员"], ["各镇街", "各镇；各街道；东镇"], ["各镇", "东镇"], ["各街道", "南街道"]],
        {"各镇街": ("东镇", "南街道"), "各镇": ("东镇",), "各街道": ("南街道",)},
    ),
]


@pytest.mark.parametrize(("rows", "expected"), GROUPS)
def test_groups(rows: Rows, expected: dict[str, tuple[str, ...]]) -> None:
    read = office({"群组": rows})
    assert {group.name: group.members for group in read.groups} == expected
    assert read.diagnostics == ()


SAID = [
    # (sheet, rows, code, what the message names, what the hint names)
    ("本单位", [["联系邮箱", "a@b"]], "S101", "工作表“本单位”A1不认识项目“联系邮箱”，内容“a@b”", "是不是“联系人”？"),
    ("本单位", [["责任状编号前缀", "x"]], "S101", "责任状编号前缀", "是不是“责任书编号前缀”？"),
    (
        "本单位",
        [["联系人", "甲"], ["联络员", "乙"]],
        "S102",
        "B2“联络员”填了两次，用的是前一处（工作表“本单位”B1“甲”）",
        "",
    ),
    ("责任 部门", [["x"]], "S103", "工作表“责任 部门”没有读入", "责任单位"),
    ("责任单位", [["区教育局"]], "S103", "没有表头“单位名称”", "启用日期"),
    ("责任单位", [["单位", "联系人员"], ["甲局", "孙某"]], "S104", "B1“联系人员”这一栏没有读入", "是不是“联系人”？"),
    ("责任单位", [["单位"], ["甲局", None, "另附"]], "S104", "这些格子不在要读的栏目下，没有读入：C2“另附”", ""),
    ("本单位", [["项目", "内容", "说明"], ["联系人", "甲", "如 乙", "丙也行"]], "S104", "没有读入：D2“丙也行”", ""),
    ("本单位", [["项目", "内容"], [None, "无名的话"]], "S104", "没有读入：B2“无名的话”", ""),
    ("本单位", [["联系人", "甲", "丙也行"]], "S104", "没有读入：C1“丙也行”", ""),
    ("责任单位", [["单位", "电话"], ["", "1"]], "S105", "第 2 行没有单位名称", ""),
    ("责任单位", [["单位"], ["甲局"], ["甲 局"]], "S106", "A3“甲局”与工作表“责任单位”A2是同一单位", ""),
    ("责任单位", [["单位", "别名"], ["甲局", "丙局"], ["乙局", "丙局"]], "S107", "B2别名“丙局”也是“乙局”的别名", ""),
    (
        "责任单位",
        [["单位", "别名"], ["甲局", "乙局"], ["乙局"]],
        "S107",
        "B2别名“乙局”是工作表“责任单位”A3另一个单位",
        "",
    ),
    ("责任单位", [["单位", "启用"], ["甲局", "2026-13-01"]], "S108", "B2“2026-13-01”不是日期", "2026-03-15"),
    ("责任单位", [["单位", "启用", "停用"], ["甲局", "2020", "2019-12"]], "S109", "B2启用日期 2020 晚于停用日期", ""),
    ("群组", [["群组", "成员"], ["各镇"]], "S110", "B2群组“各镇”没有成员单位", ""),
    ("群组", [["群组", "成员"], ["各镇", "各镇、东镇"]], "S111", "B2群组“各镇”包含了自己（各镇→各镇）", ""),
    ("群组", [["群组", "成员"], ["甲", "乙、东镇"], ["乙", "甲"]], "S111", "B3群组“甲”包含了自己（甲→乙→甲）", ""),
    ("规则", [["类别", "名称", "取值"], ["亮灯", "逾期"]], "S114", "第 2 行这条规则没有取值", ""),
    ("本单位", [["编号前缀", "云质办〔2026〕1号"]], "S115", "B1编号前缀“云质办〔2026〕1号”以“号”结尾", "〔2026〕"),
    ("本单位", [["编号前缀", "云质办[2026]"]], "S115", "没有用六角括号", "7.2.5"),
]


@pytest.mark.parametrize(("sheet", "rows", "code", "message", "hint"), SAID)
def test_what_is_wrong_is_said_by_cell(sheet: str, rows: Rows, code: str, message: str, hint: str) -> None:
    found = [one for one in office({sheet: rows}).diagnostics if one.code == code]
    assert found
    assert message in found[0].message
    assert hint in (found[0].hint or "")


def test_members_are_looked_up_among_the_units_and_groups_of_a_units_name_are_said() -> None:
    units: Rows = [["单位", "别名"], ["东镇", "东关镇"]]
    groups: Rows = [["群组", "成员"], ["各镇", "东关镇、西镇"], ["东镇", "西镇"]]
    read = office({"责任单位": units, "群组": groups})
    assert [(one.code, one.message) for one in read.diagnostics] == [
        ("S112", "工作表“群组”B2“各镇”的成员 西镇 不在“责任单位”表里"),
        ("S113", "工作表“群组”A3“东镇”既是群组又是责任单位，按群组展开"),
        ("S112", "工作表“群组”B3“东镇”的成员 西镇 不在“责任单位”表里"),
    ]


def test_nothing_unknown_is_lost_and_no_alias_is_guessed() -> None:
    read = office({
        "本单位": [["份号", "000001"]],
        "责任单位": [["单位", "别名"], ["甲局", "丙局"], ["乙局", "丙局"]],
    })  # fmt: skip
    assert read.other("份号") == "000001"
    assert [unit.aliases for unit in read.units] == [(), ()]
    assert read.called("丙局") == "丙局"


def test_names_are_looked_up_in_the_year_and_whatever_their_width() -> None:
    read = office({
        "责任单位": [["单位", "别名", "启用", "停用"], ["甲局", "", "", "2018"], ["乙局（丙局）", "甲局", "2019", ""]],
    })  # fmt: skip
    assert [read.called("甲局", year) for year in (2018, 2019, None)] == ["甲局", "乙局（丙局）", "甲局"]
    assert read.called("乙局(丙局)", 2026) == "乙局（丙局）"
    assert read.units_in_force(2018) == ("甲局",)


def test_a_prefix_of_its_own_goes_before_the_one_for_all() -> None:
    read = office({"本单位": [["编号前缀", "甲〔2026〕"], ["督办单编号前缀", "乙〔2026〕"]]})
    assert (read.number_for("督办单"), read.number_for("责任书")) == ("乙〔2026〕", "甲〔2026〕")


def test_every_document_with_a_number_can_have_its_prefix() -> None:
    assert {name for name, kind in KINDS.items() if "编号" in str(kind.fields)} >= set(NUMBERED)
    assert set(NUMBERED) <= set(KINDS)


def test_groups_nested_wide_and_deep_end_soon() -> None:
    wide = [["群组", "成员"], *([f"甲{at}", f"甲{at + 1}、乙{at + 1}"] for at in range(400))]
    wide += [[f"乙{at}", f"甲{at + 1}、乙{at + 1}"] for at in range(400)]  # 2 to the 400th paths
    read = office({"群组": wide})
    assert read.members("甲0") == ("甲400", "乙400")


REFUSED = [
    (b"not a workbook", UnsupportedFormat),
    (workbook({"责任单位": [["单位"], ["=1+"]]})[:900], DamagedFile),
    (workbook({"责任单位": [["单位"], ["=CONCATENATE(1,2)"]]}), LedgerRefused),  # its result was never saved
    (workbook({"群组": [["群组"], *(["各镇"] for _ in range(MAX_LINES))]}), LimitExceeded),
]


@pytest.mark.parametrize(("data", "error"), REFUSED)
def test_what_is_no_settings_file_is_refused(data: bytes, error: type[InputRefused]) -> None:
    with pytest.raises(error, match=r"单位信息\.xlsx"):
        read_office(data, "单位信息.xlsx")


TOML = """
[本单位]
单位名称 = "云溪区质量强区办"
任务交办单编号前缀 = "云质办交〔2026〕"

[[责任单位]]
名称 = "区市场监管局"
别名 = ["区质监局", "区工商局"]
启用日期 = 2015-01-01

[[群组]]
名称 = "各镇"
成员单位 = ["东镇", "西镇"]

[[规则]]
类别 = "亮灯"
名称 = "临近"
取值 = 10
"""


def test_toml_says_the_same_as_the_workbook() -> None:
    table = read_office_toml(TOML.encode(), "单位信息.xlsx")
    book = office({
        "本单位": [["单位名称", "云溪区质量强区办"], ["任务交办单编号前缀", "云质办交〔2026〕"]],
        "责任单位": [["名称", "别名", "启用日期"], ["区市场监管局", "区质监局、区工商局", "2015-01-01"]],
        "群组": [["名称", "成员单位"], ["各镇", "东镇、西镇"]],
        "规则": [["类别", "名称", "取值"], ["亮灯", "临近", "10"]],
    })  # fmt: skip
    assert [one.code for one in table.diagnostics] == [one.code for one in book.diagnostics] == ["S112"]
    for field in ("name", "numbers", "units", "groups", "rules"):
        assert getattr(table, field) == getattr(book, field)


TOML_FORMS = [
    ('["本单位"]\n"单位名称" = "甲"', "甲"),  # as TOML itself writes Chinese keys
    ('[office]\nname = "甲"', "甲"),
    ('[本单位]\n单位名称 = "甲"', "甲"),
    ('[ 本单位 ]\n# 单位名称 = "乙"\n单位名称="a = [甲]"', "a = [甲]"),
]


@pytest.mark.parametrize(("text", "name"), TOML_FORMS)
def test_toml_keys_with_and_without_marks(text: str, name: str) -> None:
    assert read_office_toml(text.encode(), "qdoc.toml").name == name


@pytest.mark.parametrize(
    "key", ["a." * 20_000 + "a = 1", "x = {" + "'a' . " * 20_000 + "a = 1}", "[" + "a." * 20_000 + "a]"]
)
def test_a_toml_key_of_thousands_of_steps_is_refused_by_line(key: str) -> None:
    with pytest.raises(LimitExceeded, match="第 2 行"):
        read_office_toml(f"# 设置\n{key}\n".encode(), "qdoc.toml")


def test_toml_problems_are_said_or_refused_by_place() -> None:
    read = read_office_toml(
        '[本单位]\n单位 = {a = 1}\n[[责任单位]]\n单位 = "甲局"\n传真 = "1"\n[x]\n'.encode(), "qdoc.toml"
    )
    assert [(one.code, one.message) for one in read.diagnostics] == [
        ("S101", "[本单位] 的 单位不是文字，没有用上"),
        ("S104", "[[责任单位]] 第 1 个的 传真 没有读入"),
        ("S103", "“x”没有读入"),
    ]
    with pytest.raises(InputRefused, match="第 2 行"):
        read_office_toml("[本单位]\n单位名称 = 甲".encode(), "qdoc.toml")
    with pytest.raises(InputRefused, match="UTF-8"):
        read_office_toml("[本单位]".encode("gbk"), "qdoc.toml")
