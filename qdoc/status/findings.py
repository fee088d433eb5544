"""Owns what a person should look at in where the ledger stands: late returns, doubtful claims, units not settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from qdoc.ledger.disagree import FINISHED
from qdoc.ledger.status_words import plain
from qdoc.model import Diagnostic, Ledger, Severity
from qdoc.status.values import ItemStatus

_NAMED = 5


def find_doubts(ledger: Ledger, items: Sequence[ItemStatus], as_of: date) -> Iterable[Diagnostic]:
    """Yield B201 to B204 and B206 (see ``make_report``) for ``items``, the rows of ``ledger`` on the day ``as_of``."""
    later = sorted({entry.period for entry in ledger.entries if _begins_after(entry.period, as_of)})
    if later:
        message = f"台账里有 {as_of} 以后的填报（{'、'.join(later)}），办理状态可能不是截至日的"
        yield Diagnostic("B201", Severity.WARNING, message, hint="请核对 --as-of，或用当时的台账")
    yield from _listed(
        "B202", [i for i in items if i.overclaimed], "报了完成，但数值没有达到指标", "请核对办理状态和数值"
    )
    yield from _listed("B202", [i for i in items if i.figureless], "报了完成，但没有填完成数值", "请向填报单位核实数值")
    yield from _listed(
        "B203", [i for i in items if i.suggested], "的单位是建议，待确认", "请在台账中确认后再通报、计分"
    )
    yield from _listed(
        "B204", [i for i in items if not i.units], "没有牵头或责任单位，列为待指定", "请在台账中填写单位"
    )
    yield from _listed(
        "B206",
        [i for i in items if _claimed(i)],
        "报了完成，核查意见不同意，不算完成",
        "整改后重新填报，或记核查意见“同意”",
    )


def _claimed(item: ItemStatus) -> bool:
    return bool(item.sent_back) and plain(item.status) in FINISHED


def _begins_after(period: str, as_of: date) -> bool:
    """Whether what was asked for begins after the day: a later quarter, or a later day."""
    first = f"{period[:4]}-{3 * int(period[5]) - 2:02}-01" if period[4:5] == "Q" and period[5:].isdigit() else period
    return first > as_of.isoformat()


def _listed(code: str, found: list[ItemStatus], what: str, hint: str) -> Iterable[Diagnostic]:
    if found:
        places = "、".join(f"第{item.serial}条" for item in found[:_NAMED])
        more = f"等，共 {len(found)} 条" if len(found) > _NAMED else ""
        yield Diagnostic(code, Severity.REVIEW, f"{places}{more}事项{what}", hint=hint)
