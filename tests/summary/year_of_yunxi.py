"""Owns a ledger of a whole year by hand, for the tests: returns of three quarters and what persons decided."""

from __future__ import annotations

from dataclasses import replace

from qdoc.ledger.entries import apply_entries
from qdoc.ledger.life import apply_event
from qdoc.model import Basis, Cell, Entry, Event, EventKind, Ledger
from tests.summary.ledger_of_yunxi import LEDGER, ROWS, stated

# (row, unit, leads, quarter, status, figure, sentence, problem, next step)
_TOLD = (
    ("k1", "区经济信息化局", True, 1, "推进中", "20家", "已会诊企业20家。", "", ""),
    ("k1", "区市场监管局", False, 1, "推进中", "", "配合会诊12次。", "", ""),
    ("k2", "区经济信息化局", True, 1, "推进中", "", "已会诊企业20家。", "", ""),
    ("k1", "区经济信息化局", True, 2, "推进中", "41家", "已会诊企业41家，整改问题90个。", "", ""),
    ("k2", "区经济信息化局", True, 2, "已完成", "", "开放检测设备36台套。", "", ""),
    (
        "k3",
        "区市场监管局",
        True,
        2,
        "推进中",
        "52名",
        "办班2期，培训52名。",
        "师资冲突，推迟到次年1月",
        "次年1月办第3期。",
    ),
    ("k1", "区经济信息化局", True, 3, "已完成", "66家", "已会诊企业66家，整改问题131个。", "", ""),
    ("k1", "区市场监管局", False, 3, "推进中", "60家", "配合会诊31次。", "", ""),
    ("k6", "区住房城乡建设局", True, 3, "基本完成", "", "整治违规停放点位210处。", "", ""),
    ("k7", "区卫生健康委", True, 3, "已完成", "22家", "建成示范站点22家。", "经费拨付晚了15天", ""),
)
_MORE = (
    replace(
        ROWS[3], key="own-k7", task_id="2026/t15", number="15.", task="建设健康驿站", text="建设健康驿站20家",
        lead=stated("区卫生健康委"), responsible=Cell(), metric=stated("不少于20家"), deadline=stated("2026年10月底前"),
        deadline_on="2026-10-31", status="", actual="", summary_wording="", place="任务15", own=False,
    ),
    replace(
        ROWS[4], key="k8", task_id="2026/t16", number="16.", task="办理12345热线", text="办结率达到98%以上",
        lead=stated("区12345热线办"), metric=stated("办结率达到98%以上"), place="任务16", status="已完成",
        actual="99.2%", progress="受理1,206件，办结率99.2%。", remark="亮点：获评全市3个示范窗口之一", carry_over="是",
    ),
)  # fmt: skip


def year() -> Ledger:
    """The ledger as it stands at the end of the year."""
    rows = tuple(
        replace(row, deadline=Cell("2026年9月底前", Basis.STATED), deadline_on="2026-09-30")
        if row.key in ("k3", "k6")
        else row
        for row in ROWS
    )
    ledger = replace(LEDGER, rows=(*rows, *_MORE))
    entries = [
        Entry(
            "own-k7" if key == "k7" else key, unit, f"2026Q{quarter}", leads, status=status, actual=actual,
            wording=words, problem=problem, next_step=step, filled_on=f"2026-{3 * quarter:02}-05",
            source=f"{unit}进展填报表.xlsx", source_sha256=f"{unit}{quarter}", place=f"第{at}行",
        )
        for at, (key, unit, leads, quarter, status, actual, words, problem, step) in enumerate(_TOLD, 5)
    ]  # fmt: skip
    ledger = apply_entries(ledger, entries).ledger
    for event in (
        Event("k3", EventKind.EXTENSION, "2026-09-08", "张三", after="2027-01-31", decision="同意", text="师资冲突"),
        Event("k6", EventKind.AMENDMENT, "2026-05-06", "张三", field="support", after="区城管执法局", text="职责"),
        Event("k2", EventKind.DONE, "2026-07-01", "李四"),
        Event("k2", EventKind.CLOSED, "2026-07-10", "李四"),
    ):
        ledger = apply_event(ledger, event)
    return ledger
