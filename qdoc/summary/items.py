"""Owns one ledger row as the summary sees it: its words, its units, what acts of persons came to, when it was done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from qdoc.ledger.disagree import FINISHED
from qdoc.ledger.entries import PREFILLED
from qdoc.ledger.life import AGREED, AMENDABLE, REFUSED
from qdoc.ledger.newest import period_end, rows_entry
from qdoc.ledger.state import State, sent_back, states
from qdoc.ledger.status_words import plain
from qdoc.ledger.units import UNASSIGNED, split_units
from qdoc.model import Basis, Entry, Event, EventKind, Ledger, LedgerRow
from qdoc.summary.days import day_words
from qdoc.summary.reach import Reach, judge_reach, share_of
from qdoc.summary.values import SENT_BACK, UNREPORTED, SummaryItem

_SOLVED = re.compile(
    r"(?:暂|目前|现)?(?:无|没有)(?:存在|此类|其他)*(?:的?问题)?[。.]?"
    r"|(?:上述|前述|该|此)?(?:问题)?(?:均|都|全部)?已(?:经)?(?:全部|妥善)?解决[。.]?|[/—-]+"
)
_CLOSED = {State.DONE: "办结", State.CLOSED: "销号"}


def make_items(ledger: Ledger, finishing: Collection[str] = FINISHED) -> tuple[SummaryItem, ...]:
    """Return every row of ``ledger`` in its order.

    Finished is a row whose 办理状态 is one of ``finishing``, the words that close it, or that a person
    closed (办结, 销号 in 办理记录, not undone since); an empty 办理状态 of such a row is shown as 已办结 or 已销号.
    A row that a 核查意见 sent back is not finished, whatever its unit reported before: it counts as 核查未通过.
    """
    standing = states(ledger)
    entries: dict[str, list[Entry]] = {}
    events: dict[str, list[Event]] = {}
    for entry in ledger.entries:
        entries.setdefault(entry.row_key, []).append(entry)
    for event in ledger.events:
        events.setdefault(event.row_key, []).append(event)
    return tuple(
        _item(serial, row, standing[row.key], entries.get(row.key, ()), events.get(row.key, ()), finishing)
        for serial, row in enumerate(ledger.rows, 1)
    )


def _item(
    serial: int,
    row: LedgerRow,
    state: State,
    entries: Sequence[Entry],
    events: Sequence[Event],
    finishing: Collection[str],
) -> SummaryItem:
    field = "lead" if split_units(row.lead.value) else "responsible"
    cell = row.lead if field == "lead" else row.responsible
    back = sent_back(row, entries, events)
    word, metric = row.status.strip(), row.metric.value.strip()
    status = SENT_BACK if back is not None and plain(word) in finishing else word
    wording, progress = row.summary_wording.strip(), row.progress.strip()
    own = bool(wording) and (PREFILLED in row.edited or not progress)  # else it only repeats 进展情况, or an older one
    reach = judge_reach(metric, row.actual) if metric else None
    closed = _CLOSED.get(state, "")
    finished = (plain(status) in finishing or bool(closed)) and back is None
    extended, overtaken, asked, amended = _decided(events)
    carried = row.carry_over.strip()
    newest = rows_entry(row, entries) if entries and carried else None
    past, period = ("", "") if finished or row.problem.strip() else _earlier_problem(row, entries)
    on, by = _done(events) if finished else ("", "")
    return SummaryItem(
        row_key=row.key,
        serial=serial,
        theme=row.theme,
        number=row.number,
        task=row.task,
        text=row.text,
        units="、".join(split_units(cell.value)) or UNASSIGNED,
        unit_field=field,
        support="、".join(split_units(row.support.value)),
        suggested=cell.basis is Basis.SUGGESTED,
        metric=metric,
        actual=row.actual.strip(),
        reach=reach,
        share=share_of(metric, row.actual, reach) if reach in (Reach.REACHED, Reach.MISSED) else None,
        deadline=row.deadline.value,
        deadline_on=row.deadline_on,
        status=status or (f"已{closed}" if closed else UNREPORTED),
        finished=finished,
        wording=wording if own else progress,
        wording_field=PREFILLED if own else "progress",
        reason=row.problem.strip(),
        carry_over=carried,
        remark=row.remark.strip(),
        place=row.place,
        closed_by=closed,
        extended_to=extended,
        overtaken=overtaken,
        extension_asked=asked,
        amended=amended,
        next_step=newest.next_step.strip() if newest is not None else "",
        done_on=on,
        done_by=by,
        earlier_problem=past,
        earlier_period=period,
    )


def _decided(events: Sequence[Event]) -> tuple[str, bool, bool, tuple[str, ...]]:
    """The day that an extension gave, whether an adjustment set another later, whether one waits; what was adjusted."""
    extended, overtaken, asked, amended = "", False, False, []
    for event in events:
        if event.kind is EventKind.EXTENSION:
            asked = not event.decision
            if event.decision == AGREED:
                extended, overtaken = event.after, False
        elif event.kind is EventKind.AMENDMENT:
            overtaken = overtaken or (bool(extended) and event.field in ("deadline", "deadline_on"))
            amended.append(AMENDABLE.get(event.field, event.field))
    return extended, overtaken, asked, tuple(dict.fromkeys(amended))


def _earlier_problem(row: LedgerRow, entries: Sequence[Entry]) -> tuple[str, str]:
    """The last problem that the row's lead told, and for which period, where its newest return says nothing of it.

    A later return that says 无 or 已解决 clears it; so does a newest return with a problem, which the clerk struck out.
    """
    newest = rows_entry(row, entries)
    if newest is None or newest.problem.strip():
        return "", ""
    own = [one for one in entries if one.unit == newest.unit]
    for period in sorted({one.period for one in own}, key=lambda one: (period_end(one), one), reverse=True):
        last = rows_entry(row, [one for one in own if one.period == period])
        problem = last.problem.strip() if last is not None else ""
        if problem:
            return ("", "") if _SOLVED.fullmatch(problem) else (problem, period)
    return "", ""


def _done(events: Iterable[Event]) -> tuple[str, str]:
    """The day that proves when an item was done, and where it stands: a person's act (办结, 销号), never a return.

    A return proves nothing: a form asks one status for a whole task, and its unit may correct it later.
    """
    acts: list[str] = []
    for event in events:
        if event.kind is EventKind.REVIEW and event.decision == REFUSED:
            acts = []  # what was done before did not stand
        elif event.kind in (EventKind.DONE, EventKind.CLOSED) and event.on and event.by.strip():
            acts.append(event.on)
    return (min(acts), "办理记录") if acts else ("", "")


def status_words(item: SummaryItem) -> str:
    """The row's status as the tables show it, with what a person decided on it."""
    later = "，后又调整" if item.overtaken else ""
    told = [f"批准延期至{day_words(item.extended_to)}{later}"] if item.extended_to else []
    told += ["已申请延期"] if item.extension_asked and not item.finished else []
    told += [f"已调整{'、'.join(item.amended)}"] if item.amended else []
    told += (
        [f"已{item.closed_by}"] if item.closed_by and item.status not in (f"已{item.closed_by}", item.closed_by) else []
    )
    return f"{item.status}（{'；'.join(told)}）" if told else item.status
