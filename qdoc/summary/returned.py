"""Owns the list of what each unit returned last, as it wrote it: an answer given for several rows stands once."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.ledger.newest import period_end
from qdoc.model import Entry, Ledger
from qdoc.summary.days import period_words


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """One answer of one unit for one period. ``serials``: its rows by their number in the reconciliation table.

    ``entry``: the first of the entries that say it.
    """

    unit: str
    leads: bool
    period: str
    serials: tuple[int, ...]
    entry: Entry


def returned_lines(ledger: Ledger) -> tuple[ReturnedLine, ...]:
    """Return each unit's last period's returns on each row, supporting and superseded ones too, as the record has them.

    A year of four quarters would be four times as long and tell four times of one item; the earlier ones stay in the
    ledger's 填报记录.
    """
    last: dict[tuple[str, str], tuple[str, str]] = {}
    for one in ledger.entries:
        whose = (one.unit, one.row_key)
        last[whose] = max(last.get(whose, ("", "")), (period_end(one.period), one.period))
    serials = {row.key: serial for serial, row in enumerate(ledger.rows, 1)}
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for one in ledger.entries:
        if one.period != last[one.unit, one.row_key][1]:
            continue
        said = (one.status, one.actual, one.wording, one.problem, one.next_step, one.nodes)
        groups.setdefault((one.unit, one.leads, one.period, said, one.source_sha256, one.received_on), []).append(one)
    return tuple(
        ReturnedLine(
            same[0].unit,
            same[0].leads,
            period_words(same[0].period),
            tuple(sorted(serials[one.row_key] for one in same if one.row_key in serials)),
            same[0],
        )
        for same in groups.values()
    )
