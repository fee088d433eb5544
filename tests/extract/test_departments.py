"""Zones of responsibility: every format of the field, roles, elided parts, groups, and the traps that are none."""

from __future__ import annotations

import pytest

from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from tests.extract.made_notices import check_proof, notice_of

LEXICON = load_lexicon()

STATED = [
    ("（牵头单位：市科技局；配合单位：市财政局、市教育局）", "市科技局/lead 市财政局/support 市教育局/support"),
    ("(牵头单位:市科技局;配合单位:市财政局)", "市科技局/lead 市财政局/support"),  # half-width signs
    (
        "（牵头单位：市科技局、市商务局，责任单位：市财政局）",
        "市科技局/lead 市商务局/co_lead 市财政局/support",
    ),  # 责任 beside 牵头
    ("（责任单位：市科技局、市财政局）", "市科技局/responsible 市财政局/responsible"),
    (
        "〔责任单位：市科技局，各县（含临川县，下同）政府〕",
        "市科技局/responsible 各县（含临川县，下同）政府/responsible*",
    ),
    ("（市科技局牵头，市财政局、市教育局配合）", "市科技局/lead 市财政局/support 市教育局/support"),
    ("（市科技局、市财政局按职责分工负责）", "市科技局/responsible 市财政局/responsible"),
    ("（市科技局牵头，市财政局等按职责分工负责）", "市科技局/lead 市财政局/support"),  # duty after a lead is support
    ("（市科技局牵头，市财政局按职责分工配合）", "市科技局/lead 市财政局/support"),
    ("（市科技局会同有关部门负责）", "市科技局/lead 有关部门/support*"),
    (
        "（市教育局、市体育局等和各有关县级人民政府负责）",
        "市教育局/responsible 市体育局/responsible 各有关县级人民政府/responsible*",
    ),
    ("（市司法局起草）", "市司法局/responsible"),
    ("（主办单位：市商务局，协办单位：市文化和旅游局）", "市商务局/lead 市文化和旅游局/support"),
    ("（牵头部门：市农业农村局，完成时限：2024年）", "市农业农村局/lead"),  # the limit is no unit
    (
        "（市规划和自然资源局和市水务局负责）",
        "市规划和自然资源局/responsible 市水务局/responsible",
    ),  # only the second 和 cuts
    (
        "（责任单位：市市场监管局（市知识产权局））",
        "市市场监管局（市知识产权局）/responsible",
    ),  # a plate stays with its body
    ("（市科技局、工业和信息化局负责）", "市科技局/responsible 工业和信息化局/responsible"),  # elided 市
    ("（临川、云山市政府负责）", "临川/responsible 云山市政府/responsible"),  # shared tail
    (
        "（责任单位：各市、县政府，有关区、镇政府）",
        "各市、县政府/responsible* 有关区、镇政府/responsible*",
    ),  # one group each
    (
        "（市科技局牵头，云溪湖管委会、江海大学、江海航运集团配合）",
        "市科技局/lead 云溪湖管委会/support 江海大学/support 江海航运集团/support",
    ),
    ("责任单位：市科技局、市财政局", "市科技局/responsible 市财政局/responsible"),  # no bracket
    ("责任领导：张三 牵头单位：市科技局 配合单位：市财政局", "张三/responsible+ 市科技局/lead 市财政局/support"),
    ("（市科技局为牵头单位，市财政局为配合单位）", "市科技局/lead 市财政局/support"),
    ("（牵头:市科技局,配合:市财政局）", "市科技局/lead 市财政局/support"),  # labels without 单位
    ("【责任单位】市科技局、市财政局", "市科技局/responsible 市财政局/responsible"),
    (
        "牵头单位：市科技局\n配合单位：市财政局、\n市教育局",
        "市科技局/lead 市财政局/support 市教育局/support",
    ),  # a list over two lines
    ("（市科技局负责，6月底前完成）", "市科技局/responsible"),  # a limit behind the verb
    (
        "（市科技局、各区政府，完成时限：10月底）",
        "市科技局/responsible 各区政府/responsible*",
    ),  # names and a limit, no verb
    ("（牵头领导：张三；牵头单位：市科技局；责任人：李四）", "张三/lead+ 市科技局/lead 李四/responsible+"),
    ("（由市科技局牵头，会同市财政局等部门落实）", "市科技局/lead 市财政局/support"),
    (
        "（责任部门：市科技局、各街镇、开发区、区属集团）",
        "市科技局/responsible 各街镇/responsible* 开发区/responsible* 区属集团/responsible*",
    ),
    ("（以上任务由市科技局负责）", "市科技局/responsible"),  # what it answers for is no part of its name
    ("（上述工作均由市科技局牵头，市财政局配合）", "市科技局/lead 市财政局/support"),
    ("（市科技局、市财政局）", "市科技局/responsible 市财政局/responsible"),  # names alone, behind the full stop
]


def shown(assignments: tuple[object, ...]) -> str:
    return " ".join(
        f"{a.department}/{a.role.value}" + "*" * a.group + "+" * a.person  # type: ignore[attr-defined]
        for a in assignments
        if a.basis.value == "stated"  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize(("zone", "expected"), STATED)
def test_zone_formats(zone: str, expected: str) -> None:
    notice = notice_of(f"1.建设众创空间。建成孵化器三家，完善服务清单。{zone}")
    plan = extract(notice, LEXICON, suggest=False)
    assert shown(plan.tasks[0].assignments) == expected
    check_proof(notice, plan)


NOT_STATED = [
    "对成效明显的市（州）、县（市、区）给予通报表扬。",  # an enumeration
    "推行校长负责制（校长负责）。",  # no unit in the bracket
    "（谁主管谁负责）落实消防责任。",
    "企业自查（企业自主负责）后上报。",
    "公开程序：审核后公开责任部门：市政府办公室秘书一处",  # data of a web page
    "抄送：市委办公室，市人大常委会办公室。",
    "以北部园区作为重点，打造试验田。",  # 作为 behind a place, not a unit
    "由联合体牵头人（名称）填写申请表。",
]


@pytest.mark.parametrize("sentence", NOT_STATED)
def test_traps_are_no_assignments(sentence: str) -> None:
    plan = extract(notice_of(f"1.加强管理。{sentence}"), LEXICON, suggest=False)
    assert plan.tasks[0].assignments == ()


def test_each_zone_governs_the_text_since_the_one_before() -> None:
    text = "1.建设众创空间。建成孵化器三家。（市科技局负责）完善停车设施，新增泊位一千个。（市交通运输局负责）"
    task = extract(notice_of(text), LEXICON, suggest=False).tasks[0]
    first, second = task.assignments
    assert set(first.obligations) & set(second.obligations) == set()
    covered = {o.id: o.text for o in task.obligations}
    assert all("孵化器" in covered[i] or "众创" in covered[i] for i in first.obligations)
    assert any("泊位" in covered[i] for i in second.obligations)


def test_first_unit_leads_where_the_text_says_so_once() -> None:
    plan = extract(
        notice_of(
            "1.建设众创空间。（责任单位：市科技局、市财政局，其中列第一位为牵头单位，其他单位按照职责分工负责，下同）",
            "2.扩大消费。（责任单位：市商务局、市财政局）",
            "3.办好展会。（市商务局牵头，市外办配合）",
        ),
        LEXICON,
        suggest=False,
    )
    assert [shown(t.assignments) for t in plan.tasks] == [
        "市科技局/lead 市财政局/support",
        "市商务局/lead 市财政局/support",
        "市商务局/lead 市外办/support",
    ]


def test_standing_units_are_inherited_not_stated() -> None:
    plan = extract(
        notice_of(
            "1.建设众创空间。（市科技局负责。以下均需各县政府、云溪湖管委会落实，不再列出）",
            "2.扩大消费。（市商务局负责）",
        ),
        LEXICON,
        suggest=False,
    )
    inherited = [a.department for a in plan.tasks[1].assignments if a.basis.value == "inherited"]
    assert inherited == ["各县政府", "云溪湖管委会"]
    assert shown(plan.tasks[1].assignments) == "市商务局/responsible"


def test_name_out_of_its_era_gets_a_diagnostic_and_no_canonical_name() -> None:
    plan = extract(notice_of("1.提升诊疗服务。（市卫生计生委负责）"), LEXICON, suggest=False)
    assert plan.tasks[0].assignments[0].canonical is None
    assert [d.code for d in plan.diagnostics] == ["E102"]
    assert "市卫生计生委" in plan.diagnostics[0].message


def test_unknown_unit_is_listed_ready_to_paste() -> None:
    plan = extract(notice_of("1.发展低空经济。（市低空经济促进局负责）"), LEXICON, suggest=False)
    assert [d.code for d in plan.diagnostics] == ["E101"]
    assert "市低空经济促进局" in (plan.diagnostics[0].hint or "")


PROSE = [
    ("由市科技局牵头制定办法。", "市科技局/lead"),
    ("市科技局要会同市财政局、市教育局制定办法。", "市科技局/lead 市财政局/support 市教育局/support"),
    ("各县（市、区）人民政府要加强统筹。", "各县（市、区）人民政府/responsible*"),  # the bracket is part of the name
    ("企业要落实主体责任。", ""),  # no unit
    ("各部门主要负责人要亲自抓。", ""),  # persons, not the unit
    (
        "校园周边流动售卖点由市市场监管局负责清理，市城管局予以配合。",
        "市市场监管局/responsible 市城管局/support",
    ),  # what is to be done stands before 由 and is no part of the name
    ("成立由市科技局牵头的工作专班。", ""),  # 牵头的 tells what kind of 专班
    ("由市科技局负责的项目由市财政局负责审核。", "市财政局/responsible"),  # only the second 由 gives a duty
    (
        "由市教育局会同市市场监管局、市卫生健康委开展联合检查。",
        "市教育局/lead 市市场监管局/support 市卫生健康委/support",
    ),
    ("由市财政局、市商务局牵头，会同市教育局研究提出意见。", "市财政局/lead 市商务局/co_lead 市教育局/support"),
    ("由市科技局牵头、有关部门参与，定期会商。", "市科技局/lead 有关部门/support*"),
    ("由市商务局牵头，市场监管、农业农村等部门配合，建设平价菜店。", "市商务局/lead 市场监管、农业农村等部门/support*"),
    ("各类创新基地牵头单位要完善机制。", ""),  # 牵头单位 is what the bases are, 牵头 no deed
    ("市、县有关部门要对照职能开展检查。", "市、县有关部门/responsible*"),  # one group
    ("各市、县政府办公厅（室）要加强协调。", "各市、县政府办公厅（室）/responsible*"),
    ("县级政府要强化担当。", "县级政府/responsible*"),  # all of them: a group
    ("证书由国家有关部门颁发。", ""),  # no deed of responsibility
    ("自由贸易区负责人要带头。", ""),  # 由 inside a word
]


@pytest.mark.parametrize(("sentence", "expected"), PROSE)
def test_prose(sentence: str, expected: str) -> None:
    notice = notice_of(f"1.建设众创空间。{sentence}")
    plan = extract(notice, LEXICON, suggest=False)
    assert shown(plan.tasks[0].assignments) == expected
    check_proof(notice, plan)


COVERED = [
    # a unit in a sentence covers what its own sentence asks for, in all its clauses
    (
        "完善停车设施。校园周边摊点由市市场监管局负责清理，建立清单。新增泊位一千个。",
        [("市市场监管局", "校园周边摊点由市市场监管局负责清理|建立清单")],
    ),
    # 此项工作由… speaks for what stands before it, back to the one before
    (
        "完善停车设施。此项工作由市交通运输局负责。新增泊位一千个。此项工作由市财政局负责。",
        [
            ("市交通运输局", "完善停车设施|此项工作由市交通运输局负责"),
            ("市财政局", "新增泊位一千个|此项工作由市财政局负责"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), COVERED)
def test_prose_covers_its_own_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    task = extract(notice_of(f"1.{text}"), LEXICON, suggest=False).tasks[0]
    texts = {o.id: o.text.strip("，。1.") for o in task.obligations}
    assert [(a.department, "|".join(texts[o] for o in a.obligations)) for a in task.assignments] == expected


def test_lead_in_prose_stands_beside_a_bracket_that_names_only_support() -> None:
    text = "1.由市数据局牵头推进“一件事”改革，优化流程，压缩时限（市政务服务办配合）。"
    task = extract(notice_of(text), LEXICON, suggest=False).tasks[0]
    assert shown(task.assignments) == "市政务服务办/support 市数据局/lead"


ODD_NAMES = [
    ("（市政府办公室会同市科技局、市发展改革委督查落实）", "市政府办公室/lead 市科技局/support 市发展改革委/support"),
    (
        "（市民政局、各市<含东川、西川市>人力资源社会保障局负责）",
        "市民政局/responsible 各市<含东川、西川市>人力资源社会保障局/responsible*",
    ),
    ("（市属高等学校、科研院所负责）", "市属高等学校/responsible* 科研院所/responsible*"),
    ("市科技局联系人：王五，电话12345。", ""),  # whom to call is not who is answerable
]


@pytest.mark.parametrize(("zone", "expected"), ODD_NAMES)
def test_odd_names(zone: str, expected: str) -> None:
    plan = extract(notice_of(f"1.建设众创空间。{zone}"), LEXICON, suggest=False)
    assert shown(plan.tasks[0].assignments) == expected
