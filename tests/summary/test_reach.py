from __future__ import annotations

import pytest

from qdoc.summary import Reach, judge_reach

YES, NO, NONE, LOOK = Reach.REACHED, Reach.MISSED, Reach.UNREPORTED, Reach.REVIEW

CASES = [
    ("建材抽检比例达到6%", "6.2%", YES),  # 达到 without 以上 is a floor
    ("建材抽检比例达到6%", "5.9%", NO),
    ("合格率不低于98%", "98％", YES),  # a floor is reached on its figure; full-width percent sign
    ("会诊企业不少于40家", "会诊43家企业", YES),  # 家 and 家企业 are one unit
    ("会诊企业不少于40家", "39", NO),  # a bare number takes the target's unit
    ("平均等候时间控制在10分钟以内", "9.5分钟", YES),  # a ceiling
    ("平均等候时间控制在10分钟以内", "12分钟", NO),
    ("到场时间不超过20分钟", "20分钟", YES),  # a ceiling includes its figure
    ("互认项目超过200项", "200项", NO),  # 超过 is strict
    ("互认项目超过200项", "201项", YES),
    ("事故率低于3%", "3%", NO),  # 低于 is strict too
    ("公开数量增长10%以上", "增长12%", YES),
    ("公开数量增长10%以上", "-3%", LOOK),  # a minus is not read as 3
    ("公开数量增长10%以上", "下降3%", LOOK),
    ("更换软管2万根", "21000根", LOOK),  # 万根 and 根: not converted
    ("培训800人次", "850人", LOOK),  # 人 and 人次 are not the same
    ("惠及居民6,500户", "6,800户", YES),  # grouped digits are one number
    ("优良水体比例达到85%左右", "84%", LOOK),  # 左右 leaves it to a person
    ("创建示范街区2至3个", "3个", LOOK),  # a range
    ("评估使用15年以上住宅老旧电梯200台", "200台", YES),  # 15 tells which lifts, 200 is the target
    ("评估使用15年以上住宅老旧电梯200台", "180", NO),
    ("60岁以上老人签约率75%，随访率80%", "78%", LOOK),  # two targets, one figure
    ("满意率不得低于90%", "85%", NO),  # 不得低于 is a floor, as 不低于 is
    ("满意率不得低于90%", "95%", YES),
    ("差错率不得超过5%", "6%", NO),
    ("差错率不能超过5%", "3%", YES),
    ("不能少于10家", "8家", NO),
    ("压缩至5个工作日", "3个工作日", YES),  # a figure to come down to
    ("新增300家", "近300家", LOOK),  # nearly is not reached
    ("新增300家", "不足300家", LOOK),
    ("新增10家", "还差10家", LOOK),  # what is lacking is no figure reached
    ("新增300家", "计划300家", LOOK),
    ("培训3万人", "30000", LOOK),  # a bare figure of another scale
    ("合格率达到90%", "0.95", LOOK),
    ("合格率达到90%", "91", YES),
    ("进入全市前10位", "第8位", LOOK),  # a rank is better the lower it is
    ("分户验收全覆盖", "100%", YES),
    ("分户验收全覆盖", "全覆盖", YES),
    ("分户验收全覆盖", "97%", NO),
    ("分户验收全覆盖", "1100%", LOOK),  # not a 100
    ("分户验收全覆盖", "除一处外已覆盖", LOOK),
    ("新增12项；累计达到40项", "12项；41项", YES),  # pair by pair
    ("新增12项；累计达到40项", "12项；39项", NO),  # one miss is a miss
    ("新增12项；累计达到40项", "53项", LOOK),  # one figure for two targets
    ("达到6%；保障性住房达到12%（建材抽检比例）", "6%；12%", YES),  # the inherited indicator in brackets is no figure
    ("提高消费者满意率", "已达标", YES),  # the clerk's word decides
    ("提高消费者满意率", "满意率为91%", LOOK),  # a direction has no figure to compare
    ("合格率不低于98%", "99%，未达标", NO),  # the clerk's word beats the figure
    ("合格率不低于98%", "达标率97%", NO),  # 达标率 is an indicator, not a verdict
    ("合格率不低于98%", "预计达标", LOOK),  # an expectation is not a result
    ("合格率不低于98%", "未完成企业3家", LOOK),  # 未完成 here belongs to 企业
    ("合格率不低于98%", "上半年96%，全年98.5%", LOOK),  # two figures
    ("会诊企业不少于40家", "四十三家", LOOK),  # numerals in words are left to a person
    ("会诊企业不少于40家", "  ", NONE),
]


@pytest.mark.parametrize(("metric", "actual", "expected"), CASES)
def test_a_metric_is_judged_only_where_the_figures_are_plain(metric: str, actual: str, expected: Reach) -> None:
    assert judge_reach(metric, actual) is expected
