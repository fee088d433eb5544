"""Owns what the simulated officials answer: every line of their form, and who makes which trouble."""

from __future__ import annotations

import random
from datetime import date, timedelta

from .books import FIGURE, NODES, PROBLEM, STATUS, WORDING, Line, Return, Said
from .forms import Blank
from .ledger_view import Row, plain
from .targets import PROBLEMS, status_of, target_of

SEED = 2026
DUE = {1: "2026-04-08", 2: "2026-07-08", 3: "2026-10-12", 4: "2026-12-10"}
COLLECTED = {1: ("2026-04-10", "2026-04-17"), 2: ("2026-07-10", "2026-07-17"), 3: ("2026-10-14", "2026-10-19"),
             4: ("2026-12-14", "2026-12-21")}  # fmt: skip
IN_WORD = (
    "区卫生健康委", "区民政局", "区城管执法局", "区人力资源社会保障局", "区委宣传部", "区财政局",
    "东湖街道办事处", "南桥街道办事处",
)  # fmt: skip
"""Units that send back the Word form; the others the workbook."""
TROUBLES = {
    1: {
        "区商务局": "late", "区科技局": "shuffled", "区文化旅游局": "renamed", "区数据局": "formula",
        "区发展改革委": "line_deleted", "区市场监管局": "line_doubled", "区教育局": "retyped",
        "区卫生健康委": "controls_lost", "区民政局": "controls_and_keys_lost", "区医保局": "broken_then_good",
        "区总工会": "nothing_then_good", "团区委": "blank", "区水务局": "contradicts", "区工商联": "never",
        "柳浦街道办事处": "never", "北门街道办事处": "late", "西苑街道办事处": "sent_twice",
    },
    2: {
        "区工商联": "last_quarters", "区经济信息化局": "about", "区质量强区办": "own_word", "区委宣传部": "unchanged",
        "区住房城乡建设局": "formula", "区生态环境局": "line_contradicts_itself", "区农业农村局": "never",
        "江溪街道办事处": "of_another_unit", "区财政局": "corrected_later", "青石街道办事处": "retyped",
        "国网江海市云溪供电公司": "late", "区民政局": "controls_lost",
    },
    3: {
        "区市场监管局": "shuffled", "区城管执法局": "two_on_one_day", "区科技局": "line_deleted",
        "区卫生健康委": "controls_and_keys_lost", "区政务服务办": "never", "区水务局": "late", "区数据局": "date",
        "南桥街道办事处": "controls_lost", "云溪街道办事处": "blank", "区文化旅游局": "retyped",
        "区工商联": "renamed",
    },
    4: {
        "区人力资源社会保障局": "overclaims", "区住房城乡建设局": "shuffled", "区教育局": "contradicts",
        "区商务局": "never", "区质量强区办": "late", "区发展改革委": "broken_then_good",
        "东湖街道办事处": "controls_and_keys_lost", "区文化旅游局": "retyped", "区经济信息化局": "line_doubled",
        "青石街道办事处": "sent_twice",
    },
}  # fmt: skip
"""Quarter → unit → what goes wrong with its form; the words are methods of ``mishaps.Mishaps``."""
_SPAN = {1: "一季度", 2: "上半年", 3: "前三季度", 4: "全年"}


def answer(unit: str, quarter: int, blanks: list[Blank], rows: list[Row]) -> Return:
    """Return the honest answers of ``unit`` to every line of its blank form."""
    chance = random.Random(f"{SEED} {unit} {quarter}")
    day = date.fromisoformat(DUE[quarter]) - timedelta(days=chance.randrange(1, 7))
    lines = [_line(unit, quarter, blank, rows, chance) for blank in blanks]
    return Return(unit, quarter, day.isoformat(), lines)


def _line(unit: str, quarter: int, blank: Blank, rows: list[Row], chance: random.Random) -> Line:
    mine = [row for row in rows if row.task == blank.task]
    texts = {plain(text) for text in blank.texts}
    mine = [row for row in mine if plain(row["具体事项"]) in texts]
    line = Line(blank.task, blank.leads, tuple(row.serial for row in mine))
    title = blank.task.partition(".")[2] or blank.task
    status = status_of(blank.task, quarter)
    done = "完成" if status == "已完成" and blank.leads else "推进"
    role = "" if blank.leads else "配合"
    text = f"{unit}{_SPAN[quarter]}{role}{done}“{title}”，{chance.choice(('情况正常', '按计划进行', '已逐项对账'))}。"
    if not blank.leads:
        line.says = [Said(WORDING, text, text)]
        return line
    line.says = [Said(STATUS, status, status), Said(WORDING, text, text)]
    for words, measure in blank.targets:
        row = next(row for row in mine if words in row.targets)
        figure = target_of(blank.task, words).figures[quarter - 1]
        record = f"{figure:g}{measure}" if isinstance(figure, int | float) else figure
        line.says.append(Said(FIGURE, figure, record, words, row.serial))
    if chance.random() < 0.3 and quarter < 4:
        node = f"{3 * quarter + 2}月底前完成中期检查"
        line.says.append(Said(NODES, node, node))
    number = blank.task.partition(".")[0] + "."
    if problem := PROBLEMS.get((number, quarter)):
        line.says.append(Said(PROBLEM, problem, problem))
    return line
