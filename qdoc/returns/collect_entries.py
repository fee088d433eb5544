"""Owns the returns that a collection makes: one for a unit and row, of what was applied and what stays registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qdoc.asking import FormMetric
from qdoc.ledger.form_columns import ACTUAL, FILLED_BY, NAMES, NODES, PHONE, PROBLEM, STATUS, WORDING
from qdoc.model import Entry
from qdoc.returns.claims import BETWEEN, NOT_GIVEN, Claim, figures_of, is_later

_WORDS = (STATUS, WORDING, NODES, PROBLEM)


def entries_of(
    claims: Sequence[Claim], recorded: Mapping[tuple[str, str], Entry], period: str, received_on: str
) -> tuple[Entry, ...]:
    """Return one return for each unit and row that anything was applied to; ``claims`` have their ends.

    ``recorded``: unit, row → the return that the ledger has for ``period``. It counts no more once a new one is in, so
    what it says to a question stays in the new one, unless that answers it, or a later form leaves it open: a cell
    that was refused, or not filled in the same day, never empties what was registered.
    """
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        for key in claim.rows:
            groups.setdefault((claim.unit, key), []).append(claim)
    return tuple(
        _entry(unit, key, given, recorded.get((unit, key)), period, received_on)
        for (unit, key), given in groups.items()
        if any(claim.live(key) for claim in given)
    )


def _entry(unit: str, key: str, given: Sequence[Claim], before: Entry | None, period: str, received_on: str) -> Entry:
    claims = [claim for claim in given if claim.live(key)]
    first = max(claims, key=lambda claim: sum(each.form is claim.form for each in claims))
    form, line = first.form, first.line
    words = {claim.answer.field: claim.value for claim in claims if claim.answer.field in _WORDS}
    kept = _kept(given, before, words, open_too=before is not None and not is_later(first.day, before))
    foreign = [claim.where for claim in claims if claim.form is not form]
    own = [claim.answer.place for claim in claims if claim.form is form]
    actual, figures_kept = _figures(key, given, before, first.day)
    names = [NAMES[field] for field in kept] + [NAMES[ACTUAL]] * figures_kept
    from_before = [f"{'、'.join(names)}沿用{before.source or '填报记录'}"] if before and names else []
    return Entry(
        row_key=key,
        unit=unit,
        period=period,
        leads=line.leads,
        actual=actual,
        next_step=before.next_step if before else "",  # no form asks for it
        filled_by=form.field(FILLED_BY),
        phone=form.field(PHONE),
        filled_on=first.day or (before.filled_on if before else ""),  # undated, it is not older than what it adds to
        asked_by=form.asked_by or ("任务" if len(line.row_keys) > 1 else ""),
        source=form.name,
        source_sha256=form.sha256,
        place="、".join(dict.fromkeys((*_together(first.place, own), *foreign, *from_before))),
        received_on=received_on,
        **words,
        **kept,
    )


def _kept(given: Sequence[Claim], before: Entry | None, words: Mapping[str, str], *, open_too: bool) -> dict[str, str]:
    """What ``before`` says to questions that nothing was applied to: refused ones, with ``open_too`` also others."""
    refused = {claim.answer.field for claim in given}
    return {
        field: said
        for field in _WORDS
        if field not in words and (open_too or field in refused) and (said := str(getattr(before, field, "")))
    }


def _figures(key: str, given: Sequence[Claim], before: Entry | None, day: str) -> tuple[str, bool]:
    """The figures of a row in the order of its targets, and whether any stays from ``before``.

    What is not given among several says so.
    """
    figures = {claim.metric.id: claim.value for claim in given if claim.metric is not None and claim.live(key)}
    asked = {claim.metric.id for claim in given if claim.metric is not None}
    said = before.actual if before else ""
    open_too = before is not None and not is_later(day, before)
    line = next((claim.line for claim in given if claim.metric is not None), given[0].line)
    metrics: list[FormMetric] = [metric for metric in line.metrics if metric.row_key == key]
    if not figures:
        return (said, True) if said and (open_too or asked) else ("", False)
    kept = {
        metric.id: part
        for metric, part in zip(metrics, figures_of(said, len(metrics)), strict=False)
        if part and metric.id not in figures and (open_too or metric.id in asked)
    }
    told = [figures.get(metric.id) or kept.get(metric.id) or NOT_GIVEN for metric in metrics]
    return BETWEEN.join(told) or BETWEEN.join(figures.values()), bool(kept)


def _together(row: str, places: Sequence[str]) -> tuple[str, ...]:
    """Places of one table row named once: 第 2 个表第 3 行“办理状态”“存在问题”."""
    if all(place.startswith(row) for place in places):
        return (row + "".join(dict.fromkeys(place.removeprefix(row) for place in places)),)
    return tuple(places)
