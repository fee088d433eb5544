"""Strength of an obligation and the words that decide it (docs/contract.md §2)."""

from __future__ import annotations

import pytest

from qdoc.extract.obligations import segment_task
from qdoc.model import OutlineTask

LADDER = [
    ("确保安全生产形势平稳。", 4, ("确保",), "rigid verb"),
    ("严格执行台账制度。", 4, ("严格执行",), "rigid compound"),
    ("严格开展准入审查。", 4, ("严格", "开展"), "the adverb raises the verb"),
    ("不得新增收费项目。", 4, ("不得", "新增"), "prohibition"),
    ("抽检比例达到8%。", 4, ("达到", "抽检比例达到8%"), "a figure to be reached is rigid"),
    ("实现社区食堂全覆盖。", 4, ("实现", "社区食堂全覆盖"), "so is whole coverage"),
    ("基本实现社区食堂全覆盖。", 3, ("实现", "基本实现社区食堂全覆盖", "基本"), "基本 takes one step off"),
    ("力争完成主体结构。", 2, ("完成", "力争"), "so does 力争"),
    ("社区应当公示收支。", 4, ("应当", "公示"), "a legal duty"),
    ("制定停车管理办法。", 3, ("制定",), "deliver"),
    ("建立联席会议制度。", 3, ("建立",), "deliver"),
    ("推进数据共享。", 2, ("推进",), "advance"),
    ("完善议事规则。", 2, ("完善",), "advance"),
    ("开展夜间经济试点。", 1, ("开展", "试点"), "a trial, whatever the verb"),
    ("探索建立信用积分。", 1, ("探索建立",), "explore"),
    ("鼓励企业参展。", 0, ("鼓励",), "encourage"),
    ("支持高校设立20个联合实验室。", 0, ("支持",), "a figure does not turn support into duty"),
    ("对获评企业给予20万元奖励。", 3, ("给予",), "a subsidy is no figure to be reached"),
    ("定期开展“全覆盖”回头看。", 3, ("开展",), "a slogan in quotation marks is no target"),
]


@pytest.mark.parametrize(("text", "strength", "words", "why"), LADDER, ids=[row[3] + row[0] for row in LADDER])
def test_strength(text: str, strength: int, words: tuple[str, ...], why: str) -> None:
    task = OutlineTask("t", 0, None, None, None, 0, 0, 0, len(text))
    _, obligations = segment_task(text, task, ())
    assert (obligations[0].strength, obligations[0].strength_words) == (strength, words), why
