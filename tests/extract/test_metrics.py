"""Metrics: figures and directions with comparator, unit, indicator; and what is none."""

from __future__ import annotations

import pytest

from qdoc.extract.metrics import find_metrics
from qdoc.extract.numerals import to_number
from qdoc.extract.obligations import segment_task
from qdoc.extract.terms import find_terms
from qdoc.model import Metric, OutlineTask, Span


def read(text: str, year: int | None = 2026, zones: tuple[Span, ...] = ()) -> tuple[Metric, ...]:
    task = OutlineTask("2026/t01", 0, None, None, None, 0, 0, 0, len(text))
    _, obligations = segment_task(text, task, zones)
    metrics = find_metrics(text, task, obligations, zones, year)
    assert all(text[metric.start : metric.end] == metric.quote for metric in metrics)
    return metrics


def brief(metric: Metric) -> tuple[str | None, str, float | int | None, str | None]:
    return metric.indicator, metric.comparator.value, metric.value, metric.unit


FIGURES = [
    ("外墙抽检比例达到8%。", [("外墙抽检比例", "ge", 8, "%")], "达到 binds from below"),
    ("垃圾回收利用率不低于45%。", [("垃圾回收利用率", "ge", 45, "%")], "不低于"),
    ("行政成本控制在9000万元以内。", [("行政成本", "le", 9000, "万元")], "控制在…以内"),
    ("市场主体总量突破6万户。", [("市场主体总量", "gt", 6, "万户")], "突破"),
    ("优良天数比率稳定在88%以上。", [("优良天数比率", "ge", 88, "%")], "稳定在…以上"),
    ("单位能耗比上年下降3.5%。", [("单位能耗", "growth", -3.5, "%")], "a decrease is growth below zero"),
    ("社会消费品零售总额增长6%左右。", [("社会消费品零售总额", "growth", 6, "%")], "growth wins over 左右"),
    ("绿化覆盖率提高到41%。", [("绿化覆盖率", "change_to", 41, "%")], "提高到 names the end"),
    ("孕产妇死亡率控制在5/10万以内。", [("孕产妇死亡率", "le", 5, "/10万")], "a rate per 10万"),
    ("占比约为12%。", [("占比", "approx", 12, "%")], "约"),
    ("新建口袋公园6座。", [("新建口袋公园", "count", 6, "座")], "noun before the number"),
    ("打造12个示范楼组。", [("示范楼组", "count", 12, "个")], "noun behind the number"),
    ("培育专业社工100人以上。", [("专业社工", "ge", 100, "人")], "以上 lifts a count"),
    ("建设2-3个社区工厂。", [("社区工厂", "count", 2, "个")], "a range of counts keeps its first value"),
    ("惠及群众１２００人。", [("群众", "count", 1200, "人")], "full-width digits"),
    ("投入1,200万元改造管网，更新管线30公里。", [("管线", "count", 30, "公里")], "a thousands comma is no clause end"),
    ("新增绿地3.1万平方米、绿道20公里。", [("新增绿地", "count", 3.1, "万平方米"), ("绿道", "count", 20, "公里")], "one verb, two items"),  # noqa: E501
    ("培训网格员百分之九十五。", [("网格员", "eq", 95, "%")], "Chinese percent"),
    ("受理时间压缩至3个工作日。", [("受理时间", "change_to", 3, "个工作日")], "a duration that is the target"),
    ("化肥使用量实现零增长。", [("化肥使用量", "growth", 0, "%")], "零增长"),
    ("社区食堂全覆盖。", [("社区食堂", "full", 100, "%")], "全覆盖"),
    ("提高投诉办结率、群众满意率。", [("投诉办结率", "raise", None, None), ("群众满意率", "raise", None, None)], "directions"),  # noqa: E501
    ("市民满意度保持在90分以上。", [("市民满意度", "ge", 90, "分")], "a mark"),
    ("更换老旧水管2万根。", [("老旧水管", "count", 2, "万根")], "更换 delivers"),
    ("办好3个社区书屋。", [("社区书屋", "count", 3, "个")], "办好 delivers"),
    ("改造楼道12处，完工8处。", [("楼道", "count", 12, "处"), ("楼道", "count", 8, "处")], "完工 delivers, of what stands before"),  # noqa: E501
    ("创建书香街区2至3个。", [("书香街区", "count", 2, "个")], "至 makes a range"),
    ("新开工项目验收全覆盖（区住建局牵头）。", [("新开工项目验收", "full", 100, "%")], "a bracket ends whole coverage"),
    ("新增5家研究（技术）中心和5G工厂。", [("研究（技术）中心和5G工厂", "count", 5, "家")], "a bracket inside a name, 5G is no figure"),  # noqa: E501
    ("培训护理员300名，社工80名。", [("护理员", "count", 300, "名"), ("社工", "count", 80, "名")], "the list goes on over a comma"),  # noqa: E501
    ("每个街道建设1条以上健身步道。", [("健身步道", "ge", 1, "条")], "one or more of each is a target"),
    ("营业收入预计超20亿元。", [("营业收入", "gt", 20, "亿元")], "预计 is no part of the name"),
    ("（2）2028年全区教师持证率达到90%。", [("教师持证率", "ge", 90, "%")], "a number in brackets before a year"),
    ("降低投诉重复率。", [("投诉重复率", "lower", None, None)], "a direction downwards"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), FIGURES, ids=[row[2] for row in FIGURES])
def test_a_figure_is_read(text: str, expected: list[tuple[str, str, float | None, str | None]], why: str) -> None:
    assert [brief(metric) for metric in read(text) if metric.target] == expected, why


NONE = [
    ("完成第三轮三年行动计划。", "ordinal and name"),
    ("落实“双随机、一公开”要求。", "plan term"),
    ("推进“1+7+X”重点区域整治。", "plan term with figures"),
    ("打造“15分钟便民圈”。", "15分钟 is part of a name, and never 15分"),
    ("在收到申请之日起15个工作日内答复。", "a time limit"),
    ("按照云府发〔2026〕12号文件执行。", "document number"),
    ("2026年6月底前完成。", "date"),
    ("推广5G应用和IPv6部署。", "names with digits"),
    ("加大宣传力度，提升服务水平。", "力度 and 水平 are not measured"),
    ("定期开展“全覆盖”检查。", "a slogan in quotation marks"),
    ("推行垃圾4分类。", "a number of kinds is no mark"),
    ("持续提升8英寸晶圆水平。", "a size in a name is no value"),
    ("推进“三个一批”建设。", "fixed numeral phrase"),
]


@pytest.mark.parametrize(("text", "why"), NONE, ids=[row[1] for row in NONE])
def test_no_metric(text: str, why: str) -> None:
    assert read(text) == (), why


NO_TARGETS = [
    ("对获评企业给予最高50万元奖励。", "a subsidy"),
    ("年产值2000万元以上的企业优先入驻。", "a threshold"),
    ("目前日处理能力达到300吨。", "background"),
    ("对通过验收的项目，按投资额的10%给予补助。", "a subsidy rate"),
    ("区级分别支持20万元、10万元。", "support in money"),
    ("出让底价可按不低于基准地价的70%执行。", "a permission"),
    ("年龄可放宽至65岁。", "a permission"),
    ("见习补贴期限最长不超过12个月。", "how long a subsidy runs"),
    ("收入超10亿元企业优先入驻。", "the size of those counted"),
    ("发改、财政等20个部门联合发文。", "a number of parties"),
]


@pytest.mark.parametrize(("text", "why"), NO_TARGETS, ids=[row[1] for row in NO_TARGETS])
def test_told_from_targets(text: str, why: str) -> None:
    assert all(not metric.target for metric in read(text)), why


def test_an_inherited_indicator_keeps_its_own_scope() -> None:
    whole, part = read("外墙抽检比例达到8%，其中学校达到15%。")
    assert (part.indicator, part.scope, part.inherited_from, part.value) == ("外墙抽检比例", "学校", "外墙抽检比例", 15)
    assert whole.inherited_from is None
    assert part.obligation == whole.obligation == "2026/t01/o1"  # 其中 continues the same obligation


def test_increment_and_total() -> None:
    first, second = read("新增覆盖14.5万户，累计达到31万户。")
    assert (first.comparator.value, first.value, first.unit) == ("count", 14.5, "万户")
    assert (second.comparator.value, second.value, second.unit) == ("ge", 31, "万户")


def test_values_pair_with_years_and_with_indicators() -> None:
    pair = read("2026年、2027年分别突破2.2万亿元、2.5万亿元。")
    assert [(metric.year, metric.value, metric.comparator.value) for metric in pair] == [
        (2026, 2.2, "gt"),
        (2027, 2.5, "gt"),
    ]
    rates = read("事故起数、伤亡人数分别下降5%、8%。")
    assert [brief(metric) for metric in rates] == [("事故起数", "growth", -5, "%"), ("伤亡人数", "growth", -8, "%")]
    first, last = read("区科委每年推荐初创企业、成长企业分别不低于30家、10家。")
    assert [brief(first), brief(last)] == [("初创企业", "ge", 30, "家"), ("成长企业", "ge", 10, "家")]
    sent = read("向孵化层、培育层分别推送企业20家、5家。")
    assert [(metric.indicator, metric.scope, metric.value) for metric in sent] == [
        ("推送企业", "孵化层", 20),
        ("推送企业", "培育层", 5),
    ]
    cars = read("客车和货车排放强度分别下降25%和20%以上。")
    assert [(metric.indicator, metric.scope, metric.value) for metric in cars] == [
        ("排放强度", "客车", -25),
        ("排放强度", "货车", -20),
    ]
    assert [metric.comparator.value for metric in read("甲类、乙类水耗占比分别在7%、2%以下。")] == ["le", "le"]
    one = read("污水处理率、垃圾清运率分别达到95%以上。")
    assert [brief(metric) for metric in one] == [("污水处理率", "ge", 95, "%"), ("垃圾清运率", "ge", 95, "%")]


def test_shares_of_groups_have_one_predicate() -> None:
    shares = read("90%的街道和70%的居村完成改造。")
    assert [(metric.scope, metric.indicator, metric.value) for metric in shares] == [
        ("街道", "完成改造", 90),
        ("居村", "完成改造", 70),
    ]


def test_hedge_baseline_and_year() -> None:
    (metric,) = read("到2028年，绿化覆盖率力争由38%提高到41%左右。")
    assert (metric.hedge, metric.baseline, metric.year) == ("力争", "38%", 2028)
    (metric,) = read("能耗强度比2025年下降3%。")
    assert (metric.baseline, metric.year) == ("2025年", 2026)


def test_figures_in_a_responsibility_zone_are_none() -> None:
    text = "完善机制。（区商务委等15个部门负责）"
    assert read(text, zones=(Span(5, len(text)),)) == ()


def test_lost_digits_stay_as_printed() -> None:
    (metric,) = read("形成04个示范场景。")
    assert (metric.value, metric.quote) == (
        4,
        "形成04个示范场景",
    )  # no silent repair; the diagnostic is the assembler's


@pytest.mark.parametrize(
    ("numeral", "value"), [("14.3", 14.3), ("1,200", 1200), ("３００", 300), ("十二", 12), ("两百", 200), ("某", None)]
)
def test_numerals(numeral: str, value: float | None) -> None:
    assert to_number(numeral) == value


@pytest.mark.parametrize("term", ["1+7+X", "双随机", "一线两圈四中心", "三个一批", "15分钟便民圈", "12345热线"])
def test_plan_terms(term: str) -> None:
    text = f"推进{term}建设"
    first, last = find_terms(text, 0, len(text))[0]
    assert text[first:last].startswith(term[:4])
