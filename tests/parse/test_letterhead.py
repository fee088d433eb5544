"""Owns the cases of the letterhead and of the two layers: what stands where, run together or apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.model import BlockKind
from qdoc.parse import parse
from qdoc.read import read_bytes
from tests.parse.reading import assert_sound, parsed

ISSUER = "江海市云溪区人民政府办公室"
PLAN = "云溪区水环境治理2026年工作方案"
BODY = "一、治理河道\n（一）清理河道。年底前完成。\n（二）登记排口。年底前完成。\n"
APART = (
    f"{ISSUER}关于印发{PLAN}的通知\n云政办发〔2026〕5号\n各街道办事处，区政府各部门：\n"
    f"《{PLAN}》已经区政府同意，现印发给你们，请认真组织实施。\n{ISSUER}\n2026年3月2日\n{PLAN}\n{BODY}"
)
GLUED = APART.replace("\n", "")


@pytest.mark.parametrize("text", [APART, GLUED], ids=["apart", "glued"])
def test_two_layers(text: str) -> None:
    notice = parsed(text)
    assert_sound(notice)
    head = notice.letterhead
    assert head.title == f"{ISSUER}关于印发{PLAN}的通知"
    assert head.document_number == "云政办发〔2026〕5号"
    assert head.addressees == ("各街道办事处", "区政府各部门")
    assert (head.issuer, head.signatory, head.dated) == (ISSUER, ISSUER, "2026-03-02")
    assert [(p.title, p.year) for p in notice.plans] == [(PLAN, 2026)]
    assert [t.title for t in notice.tasks] == ["清理河道", "登记排口"]


def test_a_bare_plan_has_its_own_title_and_nothing_else() -> None:
    head = parsed(f"{PLAN}\n{BODY}").letterhead
    assert head.title == PLAN
    assert (head.issuer, head.document_number, head.addressees, head.signatory, head.dated) == (
        None,
        None,
        (),
        None,
        None,
    )


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["云溪区水务局关于加强河道", "管理工作的通知"],
            "云溪区水务局关于加强河道管理工作的通知",
        ),  # why: over two lines
        (
            ["云溪区水务局关于推行河道巡查制度", "和管理责任制度的指导意见"],
            "云溪区水务局关于推行河道巡查制度和管理责任制度的指导意见",
        ),  # why: the first line could be a title of its own
        (["河 道 管 理 办 法"], "河道管理办法"),  # why: letters set apart
        (
            ["# 云溪区水务局关于河道管理的通知"],
            "云溪区水务局关于河道管理的通知",
        ),  # why: the mark of Markdown is no part
    ],
)
def test_titles(lines: list[str], title: str) -> None:
    notice = parsed("\n".join(lines) + f"\n\n各街道办事处：\n为加强管理，现通知如下。\n{BODY}")
    assert notice.letterhead.title == title


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2026年3月2日", "2026-03-02"),  # why: as the standard asks
        ("二〇二六年三月二日", "2026-03-02"),  # why: 汉字, before 2012
        ("二OO四年十二月二十一日", "2004-12-21"),  # why: Latin O for 〇
        ("二○○四年元月十日", "2004-01-10"),  # why: 元月, a ring for 〇
        ("２０２６年３月２日", "2026-03-02"),  # why: full-width digits
    ],
)
def test_dates(printed: str, iso: str) -> None:
    assert parsed(f"各单位：\n现将有关事项通知如下。\n{BODY}云溪区水务局\n{printed}\n").letterhead.dated == iso


@pytest.mark.parametrize(
    "sentence",
    [
        "2026年3月2日前完成登记。",  # why: a time limit
        "2026年3月2日召开会议。",  # why: an event
    ],
)
def test_a_date_in_a_sentence_signs_nothing(sentence: str) -> None:
    head = parsed(f"各单位：\n现通知如下。\n一、清理河道。{sentence}\n二、登记排口。{sentence}\n").letterhead
    assert (head.dated, head.signatory) == (None, None)


def test_a_number_that_is_cited_is_not_the_notices_own() -> None:
    head = parsed(f"各单位：\n根据《河道管理办法》（江政发〔2024〕8号），现通知如下。\n{BODY}").letterhead
    assert head.document_number is None


def test_front_matter_serves_where_the_text_prints_nothing() -> None:
    text = (
        f"---\n标题: {PLAN}\n文号: 云政办发〔2026〕5号\n发布单位: {ISSUER}\n发布日期: 2026-03-02\n---\n\n"
        f"> 本文由网站摘录。\n\n# {PLAN}\n\n{BODY}"
    )
    notice = parsed(text)
    assert_sound(notice)
    head = notice.letterhead
    assert (head.title, head.document_number, head.issuer, head.dated) == (
        PLAN,
        "云政办发〔2026〕5号",
        ISSUER,
        "2026-03-02",
    )


def test_navigation_above_and_footer_below_are_boilerplate() -> None:
    text = "首 页 政务公开 办事服务 互动交流\n" + APART + "更多信息请关注云溪发布\n"
    notice = parsed(text)
    assert_sound(notice)
    assert [text[s.start : s.end].strip() for s in notice.sections if s.kind == "boilerplate"] == [
        "首 页 政务公开 办事服务 互动交流",
        "更多信息请关注云溪发布",
    ]
    assert notice.letterhead.title == f"{ISSUER}关于印发{PLAN}的通知"


def test_joint_issuers_run_together_are_told_apart() -> None:
    head = parsed(f"现通知如下：\n{BODY}江海市水务局江海市财政局江海市生态环境局\n2026年3月2日\n").letterhead
    assert head.signatory == "江海市水务局、江海市财政局、江海市生态环境局"


def test_colophon_and_annexes() -> None:
    head = parsed(
        APART + "附件：1.河道清单\n2.排口清单\n抄送：区委办公室，区监委。\n江海市云溪区人民政府办公室2026年3月3日印发\n"
    ).letterhead
    assert head.annexes == ("河道清单", "排口清单")
    assert head.cc == ("区委办公室", "区监委")
    assert head.issued_on == "2026-03-03"


def test_several_plans_of_one_notice() -> None:
    other = "云溪区河道巡查办法"
    text = (
        f"各街道办事处：\n《{PLAN}》《{other}》已经区政府同意，现印发给你们。\n{ISSUER}\n2026年3月2日\n"
        f"{PLAN}\n{BODY}{other}\n一、每周巡查。逐段巡查。\n二、按月通报。逐项通报。\n"
    )
    notice = parsed(text)
    assert_sound(notice)
    assert [p.title for p in notice.plans] == [PLAN, other]
    assert [(t.plan, t.title) for t in notice.tasks] == [
        (0, "清理河道"),
        (0, "登记排口"),
        (1, "每周巡查"),
        (1, "按月通报"),
    ]
    assert [t.id for t in notice.tasks] == ["2026/t01", "2026/t02", "0000/t03", "0000/t04"]
    assert "P107" in [d.code for d in notice.diagnostics]


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("云溪区2026年工作要点", (2026, None)),  # why: one year
        ("云溪区行动方案（2024—2026年）", (2024, 2026)),  # why: a range
        ("云溪区行动方案（2024-2026）", (2024, 2026)),  # why: half-width dash, no 年
        ("云溪区河道管理办法", (None, None)),  # why: none printed, none invented
        ("转发江政办发〔2025〕3号文件的方案", (None, None)),  # why: the year of a number is no plan year
    ],
)
def test_plan_years(title: str, years: tuple[int | None, int | None]) -> None:
    plan = parsed(f"{title}\n{BODY}").plans[0]
    assert (plan.year, plan.year_to) == years


@pytest.mark.parametrize(
    ("above", "number"),
    [
        (f"{ISSUER}文件\n\n云政办发〔2026〕5号\n", "云政办发〔2026〕5号"),  # why: the red mark of a printed page
        (f"{ISSUER}\n云政办函〔2026〕5号\n", "云政办函〔2026〕5号"),  # why: a letter's mark has no 文件
        (f"000012\n机密★1年\n特急\n{ISSUER}文件\n云政办发〔2026〕5号\n", "云政办发〔2026〕5号"),  # why: all marks
        (f"{ISSUER}文件\n云政办发〔2026〕5号　　签发人：王明\n", "云政办发〔2026〕5号"),  # why: who signs, beside it
        (f"{ISSUER}文件\n　【待补：发文字号】　签发人：王明\n", None),  # why: the same, before it has its number
        (f"{ISSUER}文件\n【待补：发文字号】\n", None),  # why: a draft with an open place
    ],
)
def test_marks_above_the_title_are_no_part_of_it(above: str, number: str | None) -> None:
    title = f"{ISSUER}\n关于加强河道管理\n工作的通知\n"
    notice = parsed(f"{above}{title}\n各街道办事处：\n为加强管理，通知如下：\n{BODY}")
    assert_sound(notice)
    head = notice.letterhead
    assert head.title == f"{ISSUER}关于加强河道管理工作的通知"
    assert (head.issuer, head.document_number, head.addressees) == (ISSUER, number, ("各街道办事处",))


def test_the_issuer_of_a_page_whose_title_names_none_is_the_mark() -> None:
    head = parsed(f"{ISSUER}文件\n云政办发〔2026〕5号\n关于加强河道管理的通知\n各街道办事处：\n{BODY}").letterhead
    assert (head.title, head.issuer) == ("关于加强河道管理的通知", ISSUER)


def test_a_date_behind_the_number_is_the_date_of_the_document() -> None:
    first = "云溪区水务局关于河道管理的通知云水〔2026〕3号2026年3月9日　　各街道办事处，区政府各部门："
    text = f"{first}\n为加强管理，通知如下：\n{BODY}"
    head = parsed(text).letterhead
    assert (head.dated, head.addressees) == ("2026-03-09", ("各街道办事处", "区政府各部门"))


def test_more_than_a_dozen_issuers_on_lines_of_their_own() -> None:
    short = ("教育", "科技", "公安", "民政", "司法", "财政", "水务", "农业", "商务", "文化", "卫生", "应急", "审计")
    names = [f"江海市{name}局" for name in short]
    notice = parsed("关于河道管理的通知\n各街道：\n" + BODY + "\n".join(names) + "\n2026年3月9日\n")
    assert notice.letterhead.signatory == "、".join(names)


def test_a_menu_above_the_place_line_is_navigation() -> None:
    menu = "首页\n政务公开\n办事服务\n当前位置：首页 > 政务公开\n发布日期：2026-03-01　来源：区政府办\n"
    notice = parsed(f"{menu}{PLAN}\n{BODY}")
    assert_sound(notice)
    assert notice.letterhead.title == PLAN
    assert notice.sections[0].note == "navigation"


def test_a_colon_inside_a_bracket_ends_no_addressees_and_no_heading() -> None:
    notice = parsed(
        "云溪区重点任务清单\n一、推动区政府各部门提质增效（牵头区领导：王明）\n1.清理河道20公里。\n2.登记排口80个。"
    )
    assert notice.letterhead.addressees == ()
    assert [h.heading for h in notice.themes] == ["推动区政府各部门提质增效"]


def test_a_letter_to_an_institute_names_its_addressee() -> None:
    head = parsed(f"{ISSUER}关于商请支持质量会诊的函\n江海市质量技术研究院：\n商请贵院派员支持。\n").letterhead
    assert head.addressees == ("江海市质量技术研究院",)


def test_a_sentence_that_ends_in_a_colon_is_no_addressee() -> None:
    head = parsed(
        f"{ISSUER}关于商请支持质量会诊的函\n拟请派员到下列服务中心，具体名单：\n商请贵院派员支持。\n"
    ).letterhead
    assert head.addressees == ()


def test_office_and_date_above_the_text_of_minutes_are_its_head() -> None:
    signed = f"\t{ISSUER}\t2026年7月15日"
    text = (
        f"云溪区专题会议纪要\n云政办纪〔2026〕3号\n{signed}\n会议研究了质量工作。\n一、关于电梯\n会议明确，完成评估。\n"
    )
    notice = parsed(text)
    assert_sound(notice)
    assert notice.letterhead.dated == "2026-07-15"


# why: nothing but the notice's title names the plan; it is found however short it is
SHORT = [
    ("现予印发。", "signed and dated, no 《title》", f"{ISSUER}\n2026年3月2日\n"),
    ("现印发给你们，请认真执行。", "no date yet", f"{ISSUER}\n【待补：成文日期】\n"),
    ("现予印发。", "no signature at all", ""),
]


@pytest.mark.parametrize(("sentence", "why", "signed"), SHORT, ids=[why for _, why, _ in SHORT])
@pytest.mark.parametrize("title", [PLAN, f"{PLAN[:8]}\n{PLAN[8:]}"], ids=["one line", "two lines"])
def test_a_short_plan_under_the_title_that_its_notice_names_is_found(
    sentence: str, why: str, signed: str, title: str
) -> None:
    notice = parsed(
        f"{ISSUER}关于印发{PLAN}的通知\n各街道办事处：\n{sentence}\n{signed}{title}\n一、治理河道\n（一）清理河道。年底前完成。\n"
    )
    assert_sound(notice)
    assert ["".join((plan.title or "").split()) for plan in notice.plans] == [PLAN], why
    assert [task.title for task in notice.tasks] == ["清理河道"]


JOINT = "云溪区教育局、云溪区财政局关于加强校园食品安全工作的通知"
UNDER = f"云教〔2026〕9号\t签发人：周明　王某\n{JOINT}\n各学校：\n现将有关事项通知如下。\n"
# how the names of two offices and 文件 stand above the number
MARKS = [
    ("云溪区教育局\t文件\n云溪区财政局\n", "a copy of the table, 文件 beside the first name"),
    ("云溪区教育局文件\n云溪区财政局\n", "the same without the gap"),
    ("云溪区教育局\n云溪区财政局\t文件\n", "文件 beside the last name"),
    ("云溪区教育局\n文件\n云溪区财政局\n", "文件 on a line of its own"),
    ("云溪区教育局文件\n", "only the first office names itself"),
    ("", "no mark, two signers"),
]


@pytest.mark.parametrize(("mark", "why"), MARKS, ids=[why for _, why in MARKS])
def test_the_mark_of_a_joint_document_is_no_part_of_its_title(mark: str, why: str) -> None:
    notice = parsed(mark + UNDER)
    assert_sound(notice)
    head = notice.letterhead
    assert (head.title, head.document_number, head.addressees) == (JOINT, "云教〔2026〕9号", ("各学校",)), why


# what stands in cells above a joint document
CELLS = [
    (("云溪区教育局", "云溪区财政局", "文件"), True, "names in one cell or several, 文件 beside them"),
    (("云溪区教育局", "文件", "云溪区财政局"), True, "文件 read in the first row"),
    (("云溪区教育局", "云溪区财政局"), True, "a letter's mark has no 文件"),
    (("云溪区教育局", "12"), False, "a table of other things: no head is read from it"),
]


@pytest.mark.parametrize(("cells", "is_mark", "why"), CELLS, ids=[why for *_, why in CELLS])
def test_a_mark_that_is_a_table_is_read_over(cells: tuple[str, ...], is_mark: bool, why: str) -> None:
    source = read_bytes(("\n".join(cells) + "\n" + UNDER).encode(), "文.txt")
    blocks = tuple(
        replace(block, kind=BlockKind.CELL, table=0, row=at) if at < len(cells) else block
        for at, block in enumerate(source.blocks)
    )
    notice = parse(replace(source, blocks=blocks))
    assert_sound(notice)
    assert (notice.letterhead.document_number is not None) is is_mark, why
    assert (notice.letterhead.title == JOINT) is is_mark, why


STOPPED = [
    (f"{ISSUER}关于做好质量月活动的通知。\n各街道办事处：\n现通知如下。\n", "关于做好质量月活动的通知", "a full stop"),
    (
        f"{ISSUER}\n关于做好质量月活动的通知；\n各街道办事处：\n现通知如下。\n",
        "关于做好质量月活动的通知",
        "on two lines",
    ),
    ("现转发市政府关于做好质量月活动的通知。\n请各街道办事处贯彻执行。\n", None, "a sentence: no addressees follow"),
]


@pytest.mark.parametrize(("text", "ending", "why"), STOPPED, ids=[why for *_, why in STOPPED])
def test_a_title_with_a_full_stop_by_a_slip_is_the_title(text: str, ending: str | None, why: str) -> None:
    title = parsed(text).letterhead.title
    assert title == (None if ending is None else ISSUER + ending), why
