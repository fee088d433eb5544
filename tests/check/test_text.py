"""Punctuation, numbers and dates in running text: what is found, what is left alone, and the mechanical corrections."""

from __future__ import annotations

import pytest

from tests.check.checking import corrected, findings, told

FOUND = [
    # half-width signs among full-width ones are slips, each its own finding
    ("加强监管，完善制度，落实责任，依法行政，严格执法,提升水平。", [("QD301", ",")]),
    ("各单位要（一）抓落实，（二）抓检查，（三）抓整改;（四）抓总结。", [("QD301", ";")]),
    # a text written so throughout is one finding about the whole
    ("加强监管,完善制度,落实责任;严格执法:到位。", [("QD301", "")]),
    ("贯彻《甲办法》、《乙办法》。", [("QD302", "、")]),
    ("推进“一网通办”、“一网统管”。", [("QD302", "、")]),
    ("首先、摸清底数。其一、建立台账。", [("QD303", "、"), ("QD303", "、")]),
    ("（一）、摸清底数", [("QD304", "、")]),
    ("1、摸清底数", [("QD305", "、")]),
    ("印发《关于贯彻《质量纲要》的意见》", [("QD306", "《关于贯彻《质量纲要》的意见》")]),
    ("摸清底数，，建立台账。", [("QD307", "，，")]),
    ("摸清底数。。", [("QD307", "。。")]),
    ("抓好生产、流通...各环节", [("QD308", "...")]),
    ("抓住一个重点--质量安全", [("QD309", "--")]),
    ("质量为先—这是要求", [("QD309", "—")]),  # half a dash before what explains
    ("。摸清底数", [("QD310", "。")]),
    ("。摸清底数\n，建立台账\n；落实责任", [("QD310", "。")]),  # a copy's page ends: once, with the count
    ('推进"一网通办"工作', [("QD311", '"一网通办"')]),
    ("摸清底数（含个体工商户，建立台账。", [("QD312", "（")]),
    ("摸清底数），建立台账。", [("QD312", "）")]),
    ("抽检比例63-68%", [("QD320", "63-68%")]),
    ("提高3至5%；增长2025-2030%", [("QD320", "3至5%"), ("QD320", "2025-2030%")]),  # told, not corrected
    ("投资5～8亿元", [("QD321", "5～8亿")]),
    ("走访三、四个街道", [("QD322", "三、四")]),
    ("走访3、4个街道", [("QD323", "3、4")]),
    ("力争26年底前完成", [("QD324", "26年")]),
    ("于5月3号前报送", [("QD325", "5月3号")]),
    ("下降.5%", [("QD326", ".5")]),
    ("2026年03月05日", [("QD327", "2026年03月05日")]),
    ("今年要完成", [("QD328", "今年")]),
    ("逐级落实。上月已报", [("QD328", "上月")]),
    ("提高约8%左右，超过100多人", [("QD333", "约8%左右"), ("QD333", "超过100多")]),
    (
        "近50余家，不少于2次以上，至多3人以内",
        [("QD333", "近50余"), ("QD333", "不少于2次以上"), ("QD333", "至多3人以内")],
    ),
    ("共１２项", [("QD329", "１２")]),
    ("（云政发〔2026〕3号）《关于质量工作的通知》", [("QD330", "）《")]),
    ("企业的的责任", [("QD331", "的的")]),
    ("联系三、四家企业，走访3、4个街道", [("QD322", "三、四"), ("QD323", "3、4")]),
    ("各单位（《质量纲要）要落实。", [("QD312", "《")]),  # one slip, one finding: the bracket is closed
    ("责任单位：区市场监管局）\n要落实。", [("QD312", "）")]),
    ("甲（乙。\n丙。\n丁。\n戊。\n己）。", [("QD312", "（"), ("QD312", "）")]),  # too far apart to be one paragraph
    # brackets are half-width throughout and told once, the comma is a slip of its own
    ("甲(乙)，丙(丁)，戊(己)，庚,辛，壬，癸，子，丑。", [("QD301", ""), ("QD301", ",")]),
    ("完成时限：【待补：完成时限】", [("QD332", "【待补：完成时限】")]),
    # brackets are told by the pair: both half-width, or one half of them
    ("贯彻质量规划(2025-2027)，摸清底数（略）。", [("QD301", "(2025-2027)")]),
    ("贯彻质量规划（2025年版)，摸清底数。", [("QD301", "（2025年版)")]),
    (
        "推进(CIIC)认证；中国科学院(CAS)。",
        [
            ("QD301", ""),
        ],
    ),
    ("根据云政发(2025)8号文件，摸清底数。", [("QD203", "(2025)8号")]),  # one fault, one finding
    # what stands for a word or a figure that is not there yet
    (
        "抽查XX批次，开会**次，培训____人次，走访？家。",
        [("QD332", "XX"), ("QD332", "**"), ("QD332", "____"), ("QD332", "？")],
    ),
    (
        "完成抽查　　批次，2026年　月底前报送，于  月  日前完成。",
        [("QD332", "完成抽查　　批次"), ("QD332", "2026年　月"), ("QD332", "  月  日")],
    ),
    (
        "依据云政发〔2026〕　号、云政发〔2026〕__号、云政发〔　　〕号",
        [("QD332", "〔2026〕　号"), ("QD332", "〔2026〕__号"), ("QD332", "〔　　〕号")],
    ),
    ("云溪区人民政府办公室　2026年　月　日印发", [("QD332", "2026年　月　日")]),
    ("会诊企业【待定：上年60】家", [("QD332", "【待定：上年60】")]),
    ("【改名：区环保局，现为区生态环境局】", [("QD332", "【改名：区环保局，现为区生态环境局】")]),
    ("【待核实】【提示】", [("QD332", "【待核实】"), ("QD332", "【提示】")]),
    ("2026年×月×日", [("QD332", "2026年×月×日")]),
    ("2026年ＸＸ月前，3月×日前，202×年", [("QD332", "2026年ＸＸ月"), ("QD332", "×日"), ("QD332", "×年")]),
    ("由××局、×街道负责", [("QD332", "××"), ("QD332", "×")]),
    ("由XX局负责", [("QD332", "XX")]),
    # an order word opens a clause
    ("要求如下：第一、摸清底数。", [("QD303", "、")]),
    # approximate, or the third and the fourth: told, not corrected
    ("选三、四名学生；对一、二类以外的一、二家", [("QD322", "三、四"), ("QD322", "一、二")]),
    ("于3月15号在区政府报到", [("QD325", "3月15号")]),
]

CLEAN = [
    "（一）摸清底数。1.建立台账。",
    "贯彻《甲办法》（试行）、《乙办法》。",  # a remark stands between: 、 stays
    "第一，摸清底数；第二，建立台账。第一、二季度分别报送。",
    "一、总体要求",
    "抽检比例63%～68%，投资5亿～8亿元",
    "第三、第四季度各报一次",
    "三四个街道；3～4个街道",
    "用10年时间，到2026年底；第26年；近20年来",  # 20 years, not the year 20
    "2026年3月5日；编号3号",
    "上海—杭州一线；中国—瑞士低碳合作；“设计—制造—服务”链条",  # one dash between names is right
    "每月20日前发布截至上月数据；最近日期；本周期内",  # what comes round each month; other words
    "各位代表：\n今年要完成，去年完成",  # spoken, and of a known year
    "节约100多万元，附近10多家，约100万元，超过30%，不少于2次，近5亿余额，近3年",  # one word of approximation each
    "标题: 质量办法\n状态: 有效\n\n云溪区质量办法\n加强监管，落实责任。",  # fields above the document, for a program
    "目的的实现；有的的士；了了解决；温和和睦",
    "提高0.5%；GB/T 9704.5；v1.5%",
    "按时间10:30、第3-5页",
    "1）摸清底数",  # a way of numbering, not half a pair
    "“第一段引文，\n“第二段引文。”",  # a quotation of two paragraphs closes once
    "摸清底数（含个体\n工商户），建立台账。",  # a paragraph that a copy broke in two
    "根据《\n\n质量纲要\n\n的通知》，摸清底数。",  # and where a link stood, in four
    "第1、3项、第二、三项由区教育局办理；第一、二个月",  # names of items, no approximate number
    "时限\t不少于…\t10%",  # a cell cut short
    "坚持质量第一、效益优先；位列全市第一、全省第三；安全放在首先、其次位置",  # no order words of the text
    "三、四年级学生；一、二类幼儿园；市一、二人民医院",  # numbers of what is named so
    "确保6月2号线全线开通，6月3号楼交付",  # the number of a line or a house, no day
    "落实【待遇保障】；【政策措施】；规格3×5米、2×3个，210×297毫米",  # headings in brackets, multiplication
    "PM2.5-10%、iPhone；函数f(x)和ISO(9001)",  # no range of per cents; brackets without Chinese beside them
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_slip_is_found_where_it_stands(text: str, expected: list[tuple[str, str]]) -> None:
    assert [one for one in told(text) if one[0].startswith(("QD203", "QD3"))] == expected


@pytest.mark.parametrize("text", CLEAN)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert told(text, "QD3") == []


CORRECTIONS = [
    ("贯彻《甲办法》、《乙办法》。", "贯彻《甲办法》《乙办法》。"),
    ("印发《关于贯彻《质量纲要》的意见》", "印发《关于贯彻〈质量纲要〉的意见》"),
    ("抽检比例63-68%，于5月3号前报送，下降.5%", "抽检比例63%～68%，于5月3日前报送，下降0.5%"),
    ("2026年03月05日，2026年10月08日", "2026年3月5日，2026年10月8日"),
    ("（一）、摸清底数，严格执法,建立台账，，共１２项，落实责任，加强检查，完善制度。",
     "（一）摸清底数，严格执法，建立台账，共12项，落实责任，加强检查，完善制度。"),
    ("2026年10月10日，走访三四个街道。", "2026年10月10日，走访三四个街道。"),
    # both halves of a pair or none
    ("贯彻质量规划(2025-2027)，摸清底数（略）。", "贯彻质量规划（2025-2027），摸清底数（略）。"),
    ("(2)参照《质量意见》(2025年版）执行（略）（略）（略）（略）（略）（略）（略）（略）（略）（略）。",
     "（2）参照《质量意见》（2025年版）执行（略）（略）（略）（略）（略）（略）（略）（略）（略）（略）。"),
    ("甲(乙)丙(丁)戊(己）。", "甲(乙)丙(丁)戊（己）。"),  # throughout: left to the clerk, but for the mixed pair
    ("责任单位:区教育局)。落实(要求。", "责任单位：区教育局)。落实(要求。"),  # halves without the other are not touched
    # corrections within a pair
    ("贯彻(云政发[2025]8号文件,)精神，落实。", "贯彻（云政发〔2025〕8号文件，）精神，落实。"),
    ("走访三、四个街道，召开三、四次会议，会诊一、二家企业。", "走访三四个街道，召开三、四次会议，会诊一、二家企业。"),
    # two days both or none; no day that no calendar has; no range of years; a full stop thrice is no dots for sure
    ("3月5号到6号举行；3月5号至8号前；4月31号前报送。", "3月5号到6号举行；3月5日至8日前；4月31号前报送。"),
    ("提高3至5%，增长2025-2030%，等。。。", "提高3至5%，增长2025-2030%，等。。。"),
    ("2026年6月2号线开通，6月5号前报送，6月6号在会上通报。",
     "2026年6月2号线开通，6月5日前报送，6月6号在会上通报。"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "after"), CORRECTIONS)
def test_mechanical_corrections(text: str, after: str) -> None:
    assert corrected(text) == after
    assert [one for one in findings(after, "QD3") if one.fix is not None] == []


def test_a_mark_at_the_start_of_paragraphs_says_how_often() -> None:
    (found,) = findings("。摸清底数\n，建立台账\n；落实责任", "QD310")
    assert found.message == "“。”不能在一段的开头；全文共 3 处，其余如 “，建立台账”、“；落实责任”"


FORMS = [
    "附件1\n质量奖申报表\n单位：____\n共__人；金额　　万元；　　年　月　日\n本单位共有职工  人，检验员____名。\n",
    "质量奖申报表\n申报单位：____，职工____人，设备  台。\n区市场监管局\n　　年　月　日\n",
]


@pytest.mark.parametrize("text", FORMS)
def test_what_others_fill_in_is_no_blank(text: str) -> None:
    """An annex, and a form by itself, has lines to be filled in."""
    assert told(text, "QD332") == []


def test_a_habit_is_told_as_what_it_is() -> None:
    """Half-width brackets throughout, or a few too many among full-width ones, are told in other words."""
    all_half, (mixed,) = findings("甲(乙)丙(丁)戊(己)。"), findings("甲(乙)丙(丁)" + "（略）" * 4)
    assert [one.message for one in all_half] == ["全文用的是半角括号（6 处），中文行文应用全角"]
    assert mixed.message == "半角括号有 4 处（全角 8 处），写法不一，中文行文应用全角"


def test_navigation_is_not_the_documents_own() -> None:
    """A site's own words around a notice are nobody's document: no finding stands in them."""
    page = (
        "<html><body><div class='nav'><a href='/'>首页,</a> <a href='/a'>公开,</a></div><div id='zoom'>"
        + "".join(f"<p>{n}.加强监管，完善制度。</p>" for n in range(1, 8))
        + "</div></body></html>"
    )
    assert told(page, "QD301") == []
