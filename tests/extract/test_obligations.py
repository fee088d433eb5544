"""Obligations: what a task asks for, clause by clause."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from qdoc.extract.obligations import segment_task
from qdoc.model import OutlineTask, SegmentRole, Span

NOTICES = Path(__file__).resolve().parents[3] / "shared" / "notices"
LETTERS = {"heading": "H", "obligation": "O", "purpose": "P", "adjunct": "A", "continuation": "C"}
LETTERS |= {"responsibility": "R", "separator": "-"}


def outline(text: str, title: str | None = None, number: str | None = None, task_id: str = "2026/t01") -> OutlineTask:
    at = text.index(title) if title else 0
    return OutlineTask(task_id, 0, None, number, title, at, at + len(title or ""), 0, len(text))


def roles(text: str, title: str | None = None, number: str | None = None, zones: tuple[Span, ...] = ()) -> str:
    segments, _ = segment_task(text, outline(text, title, number), zones)
    return "".join(LETTERS[segment.role.value] for segment in segments)


CUTS = [
    ("搭建政企对接平台，开展专场招聘。", "OO", "two governing verbs are two things to do"),
    ("搭建政企对接平台,开展专场招聘.", "OO", "half-width punctuation cuts alike"),
    ("依托云溪书院，举办市民讲堂。", "AO", "依托… is an adjunct of what follows"),
    ("以水环境治理为重点，清理河道垃圾。", "AO", "以…为… is an adjunct"),
    ("按照市里部署，围绕民生需求，新建口袋公园。", "AAO", "adjuncts stack up"),
    ("通过数据共享压减材料，公布办事清单。", "AO", "通过… keeps its own verb inside the adjunct"),
    ("围绕养老、托育两类服务开展质量会诊，培训护理员。", "OO", "围绕… with its own verb and object is a thing to do"),
    ("在全部菜市场推行明码标价，更新公示牌。", "OO", "so is 在…推行"),
    ("以老街为试点推行错时停车，增设泊位。", "OO", "so is 以…为试点 with a verb behind it"),
    ("在养老领域取得一批成果。", "O", "在…取得 alone is the thing to do"),
    ("围绕加快推进老街更新，增设泊位。", "AO", "围绕 takes the verb for its object"),
    ("结合“开展好家风”主题，举办讲堂。", "AO", "a verb in a quotation is a name"),
    ("结合预算管理的要求，编制年度清单。", "AO", "结合…的要求 has no verb"),
    ("完善机制，各街道选取两处样板老街，统一门头。", "OOO", "a unit with its verb, which no list of inner verbs has"),
    ("完善机制，区教育局研发机构名单。", "OC", "研发机构 is a noun"),
    ("由区民政局会同区残联，增设坡道。", "AO", "会同 says who, not what"),
    ("必须在1小时内向街道办事处报告。", "O", "必须 before 在"),
    ("为独居老人家庭提供助浴服务，增设坡道。", "OO", "为 with those served and a verb"),
    ("为进一步提升服务水平，增设坡道。", "AO", "为 with a verb is a purpose"),
    ("按照停车管理办法执行。", "O", "an opener that ends in 执行"),
    ("按照市里部署开展专项检查。", "O", "an opener without a clause behind it obliges itself"),
    ("加强河道巡查，不断提升水环境质量。", "OP", "不断提升… without a figure closes as a purpose"),
    ("提升河道管护水平，加强巡查。", "OO", "an outcome that something follows is a thing to do"),
    ("提升河道管护水平。", "O", "an outcome alone is the thing to do"),
    ("优化流程，提高网上办理率、一次办结率。", "OO", "rates are measured: no mere purpose"),
    ("优化流程，使企业少跑路。", "OP", "使… is a consequence"),
    ("加强抽查，抽检比例达到8%，其中学校食堂达到12%。", "OOC", "其中 carries on the metric before it"),
    ("推进“智慧养老，安心到家”工程建设。", "O", "a comma inside quotation marks never cuts"),
    ("落实《云溪区养老服务办法，试行》各项要求。", "O", "nor inside 《》"),
    ("新建公园（含口袋公园，街心花园）。", "O", "nor inside brackets"),
    ("完善巡查、会商、处置机制。", "O", "、 never cuts"),
    ("改进和完善投诉处理机制。", "O", "coordinated verbs of one object stay one"),
    ("投入1,200万元，更新管网。", "OO", "the comma of a number does not cut"),
    ("并将完成情况纳入年度考核。", "O", "将…纳入 obliges"),
    ("从严从细落实安全责任。", "AO", "从…从… is manner"),
    ("符合条件的，给予补助。", "AO", "a condition"),
    ("到2026年底，建成3个示范街区。", "AO", "a time on its own"),
    ("发挥行业协会作用，开展自律检查。", "AO", "发挥…作用 is the means of the one thing that follows"),
    ("目前已建成2个中心，覆盖全区三成居民。", "OA", "a task of background only still has its one row"),
    ("加强巡查。此举将降低积水风险。", "OA", "将 before a verb tells the future"),
    ("力争将隐患消除在萌芽状态。", "O", "an adverb before 将"),
    ("加强巡查。目前部分路段积水时有发生。", "OA", "background obliges nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CUTS, ids=[row[2] for row in CUTS])
def test_a_clause_has_its_role(text: str, expected: str, why: str) -> None:
    assert roles(text) == expected, why


def test_a_short_heading_is_no_obligation_and_a_first_sentence_is() -> None:
    assert roles("3.优化营商环境。压减审批材料。", "优化营商环境", "3.") == "HO"
    sentence = "3.压减材料，公布全部办事清单。完善投诉机制。"
    assert roles(sentence, "压减材料，公布全部办事清单", "3.") == "HOOO"
    assert roles("3.加强领导，落实责任。完善机制。", "加强领导，落实责任", "3.") == "HO"  # two halves of one length
    assert roles("3.2026年建成社区食堂。完善机制。", "2026年建成社区食堂", "3.") == "HOO"  # a figure is no heading
    assert roles("3.优化营商环境", "优化营商环境", "3.") == "HO"  # no body: the heading itself is the row


def test_responsibility_zones_are_cut_out_and_part_sentences() -> None:
    text = "1.优化环境。压减材料（区政务办牵头），完善机制。（区发改委负责）"
    zones = tuple(Span(text.index(z), text.index(z) + len(z)) for z in ("（区政务办牵头）", "（区发改委负责）"))
    segments, obligations = segment_task(text, outline(text, "优化环境", "1."), zones)
    assert "".join(LETTERS[segment.role.value] for segment in segments) == "HOR-OR"
    assert [segment.obligation for segment in segments if segment.role is SegmentRole.RESPONSIBILITY] == [
        "2026/t01/o1",
        "2026/t01/o2",
    ]
    assert [obligation.text for obligation in obligations] == ["压减材料", "完善机制。"]


def test_adjuncts_belong_to_what_follows_and_purposes_to_what_precedes() -> None:
    text = "依托云溪书院，举办讲堂，丰富市民生活，提升服务水平。"
    segments, _ = segment_task(text, outline(text), ())
    assert {segment.obligation for segment in segments if segment.role is SegmentRole.ADJUNCT} == {"2026/t01/o1"}
    assert segments[-1].role is SegmentRole.PURPOSE
    assert segments[-1].obligation == "2026/t01/o2"


PARTIES = [
    ("各街道选取两处样板老街。", "选取", "两处样板老街", "各街道", None, "a unit right before the verb"),
    ("鼓励食品生产企业投保责任险。", "鼓励", "投保责任险", None, "食品生产企业", "addressee before the second verb"),
    ("各街道要建立楼组长制度。", "建立", "楼组长制度", "各街道", None, "bearer before 要"),
    ("将志愿服务时长纳入积分管理。", "纳入", "志愿服务时长", None, None, "将 moves the object before its verb"),
    ("在老旧小区推进雨污分流。", "推进", "雨污分流", None, None, "verb behind a prepositional phrase"),
    ("制定并实施《云溪区绿道规划》。", "制定并实施", "《云溪区绿道规划》", None, None, "coordinated verbs"),
    ("老旧电梯更新率达到60%。", "达到", "60%", None, None, "the verb that carries the figure"),
]


@pytest.mark.parametrize(("text", "verb", "thing", "bearer", "addressee", "why"), PARTIES)
def test_verb_object_bearer_addressee(
    text: str, verb: str, thing: str, bearer: str | None, addressee: str | None, why: str
) -> None:
    _, (obligation,) = segment_task(text, outline(text), ())
    assert (obligation.verb, obligation.object, obligation.bearer, obligation.addressee) == (
        verb,
        thing,
        bearer,
        addressee,
    ), why


def test_a_bearer_before_a_modal_bears_the_rest_of_the_sentence() -> None:
    text = "各街道要围绕群众需求，完善议事机制，及时回应诉求。加强宣传。"
    _, obligations = segment_task(text, outline(text), ())
    assert [obligation.bearer for obligation in obligations] == ["各街道", "各街道", None]


TOKENS = [
    "加强",
    "管理",
    "，",
    ",",
    "。",
    "；",
    "\n",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    "5%",
    "其中",
    "以",
    "为重点",
    "达到",
    " ",
    "不断提升",
    "1.",
]


@seed(20260601)
@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=30), st.integers(0, 12), st.integers(0, 12))
def test_segments_tile_any_task(tokens: list[str], first: int, length: int) -> None:
    text = "".join(tokens)
    start = min(first, len(text) - 1)
    zones = (Span(start, min(len(text), start + length)),) if length else ()
    segments, obligations = segment_task(text, outline(text), zones)
    assert segments[0].start == 0
    assert segments[-1].end == len(text)
    assert all(left.end == right.start for left, right in itertools.pairwise(segments))
    assert obligations
    assert [o.id for o in obligations] == [f"2026/t01/o{n}" for n in range(1, len(obligations) + 1)]
    assert all(text[o.start : o.end] == o.text for o in obligations)
    spans = [(s.start, s.end) for s in segments if s.role is SegmentRole.OBLIGATION]
    assert spans == [(o.start, o.end) for o in obligations]


@pytest.mark.shared
def test_the_seed_is_cut_as_the_expert_cut_it() -> None:
    gold_file = NOTICES / "gold" / "seed-obligations.json"
    if not gold_file.exists():
        pytest.skip("../shared/notices is absent")
    text = (NOTICES / "texts" / "seed.txt").read_bytes().decode("utf-8-sig")
    letters = {"H": "heading", "O": "obligation", "P": "purpose", "A": "adjunct", "C": "continuation"}
    hits = predicted = wanted = exact = 0
    for item in json.loads(gold_file.read_text("utf-8"))["tasks"]:
        head = item["segments"][0]
        number, _, title = head["text"].rstrip("。").partition(".")
        title_start = head["start"] + len(number) + 1
        task = OutlineTask(
            "s", 0, None, number + ".", title, title_start, title_start + len(title), item["start"], item["end"]
        )
        segments, obligations = segment_task(text, task, ())
        got = {(s.start, s.end, s.role.value) for s in segments if s.role is not SegmentRole.SEPARATOR}
        gold = {(s["start"], s["end"], letters[s["tag"]]) for s in item["segments"]}
        hits, predicted, wanted = hits + len(got & gold), predicted + len(got), wanted + len(gold)
        exact += len(obligations) == item["obligations"]
        assert item["expert_range"][0] <= len(obligations) <= item["expert_range"][1]
    assert 2 * hits / (predicted + wanted) >= 0.97
    assert exact >= 15


BROKEN = [
    ("压减材料。{}完善机制。", "O-O", "between two sentences"),
    ("压减审批{}材料，完善机制。", "O-CO", "inside a clause with its verb: the rest continues it"),
    (
        "压减材料，群众满意{}率达到95%。",
        "OA-O",
        "inside a clause before its verb: the beginning belongs to what follows",
    ),
]


@pytest.mark.parametrize(("form", "expected", "why"), BROKEN, ids=[row[2] for row in BROKEN])
def test_what_a_copy_printed_in_between_is_no_words_of_the_task(form: str, expected: str, why: str) -> None:
    header = "云溪区政府文件第8页"
    text = form.format(header)
    at = text.index(header)
    segments, obligations = segment_task(text, outline(text), (), (Span(at, at + len(header)),))
    assert "".join(LETTERS[segment.role.value] for segment in segments) == expected, why
    assert not any(header in obligation.text for obligation in obligations)
    assert all(segment.obligation for segment in segments if segment.role is not SegmentRole.SEPARATOR)


@pytest.mark.parametrize("mark", ["— 3 —", "- 12 -", "第3页", "第 3 页 共 9 页"])
def test_a_line_that_is_a_page_number_is_no_words_of_the_task(mark: str) -> None:
    text = f"压减材料。\n{mark}\n完善机制。"
    _, obligations = segment_task(text, outline(text), ())
    assert [obligation.text.strip() for obligation in obligations] == ["压减材料。", "完善机制。"]


TITLES = [
    ("3.优化营商环境", "优化营商环境", "优化", "营商环境", "a verb and its object"),
    (
        "5.云溪政务大厅建设",
        "云溪政务大厅建设",
        None,
        "云溪政务大厅建设",
        "no verb: the title itself",
    ),
    ("6.“码上办”改革", "“码上办”改革", None, "“码上办”改革", "a name in quotation marks is no verb"),
]


@pytest.mark.parametrize(("text", "title", "verb", "thing", "why"), TITLES, ids=[row[4] for row in TITLES])
def test_a_task_that_is_a_title_alone(text: str, title: str, verb: str | None, thing: str, why: str) -> None:
    _, obligations = segment_task(text, outline(text, title, text[:2]), ())
    assert [(one.text, one.verb, one.object) for one in obligations] == [(title, verb, thing)], why
