"""Owns collecting: every filled cell of every returned form applied to its row × unit, or refused by cell, or told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qdoc.asking import Form, ask
from qdoc.ledger.entries import apply_entries, latest
from qdoc.ledger.form_columns import ACTUAL, FILLED_BY, FILLED_ON, PHONE
from qdoc.ledger.status_words import status_words
from qdoc.model import Entry, Ledger, Office
from qdoc.returns.claims import Claim, Ending, settle
from qdoc.returns.collect_entries import entries_of
from qdoc.returns.collect_lists import make_lists
from qdoc.returns.collect_values import Collected, Fate, Received, Told
from qdoc.returns.form_answers import Unreadable, read_answer
from qdoc.returns.form_match import KEEP_KEYS, metric_of
from qdoc.returns.form_owner import Owners
from qdoc.returns.form_printed import changed_cells
from qdoc.returns.form_values import Answer, ReturnedForm

_RETYPE = "请该单位在这一格改填后再发，或由您在台账中填写"
_ELSEWHERE = "需要的内容请写进“进展情况”或“存在问题”"
_EMPTY = "请与该单位联系；它这一期还算没有填"


def collect(
    ledger: Ledger,
    returned: Sequence[ReturnedForm],
    period: str,
    office: Office | None = None,
    *,
    received_on: str = "",
    due: str = "",
) -> Collected:
    """Return ``ledger`` with the returned forms applied, the fate of every filled cell, and what is to be chased.

    ``period``: 2026Q1 or a day. ``received_on``: the day of collecting, ``due``: the last day for returns (YYYY-MM-DD,
    "" not given). The order of the files does not matter. Raises UsageError for an unknown period.
    """
    asked: dict[str, Mapping[str, Form]] = {}

    def forms(by: str) -> Mapping[str, Form]:
        if by not in asked:
            asked[by] = {form.unit: form for form in ask(ledger, period, office, by)}
        return asked[by]

    words = status_words(office)
    desk = _Desk(Owners(ledger, period, office, forms), words.known)
    for form in sorted(returned, key=lambda one: (one.name, one.sha256)):
        desk.take(form)
    recorded = _recorded(ledger, desk.claims, period)
    settle(desk.claims, recorded)
    entries = entries_of(desk.claims, recorded, period, received_on)
    applied = apply_entries(ledger, entries)
    told = (*_particulars(desk), *desk.told, *map(_told, desk.claims))
    collected = Collected(
        period=period,
        expected=tuple(forms("任务")),
        ledger=applied.ledger,
        entries=entries,
        events=(),
        received=tuple(_received(desk, told)),
        told=told,
        blank=_blank(desk),
        changes=applied.changes,
    )
    return make_lists(collected, words, received_on=received_on, due=due)


class _Desk:
    """Takes the forms one by one: every answer becomes a claim on rows, or is told at once why it is none."""

    def __init__(self, owners: Owners, statuses: Sequence[str]) -> None:
        self._owners, self._statuses = owners, statuses
        self.forms: list[ReturnedForm] = []
        self.asked: dict[str, Form] = {}
        self.units: dict[int, str] = {}
        self.whys: dict[int, str] = {}
        self.days: dict[int, str] = {}
        self.claims: list[Claim] = []
        self.told: list[Told] = []
        self.particulars: list[tuple[ReturnedForm, Told]] = []

    def take(self, form: ReturnedForm) -> None:
        at = len(self.forms)
        self.forms.append(form)
        owner = self._owners.of(form)
        self.units[at], self.whys[at] = owner.unit, owner.why
        twin = next((one for one in self.forms[:-1] if one.sha256 == form.sha256), None)
        if owner.why or owner.lines is None or twin is not None:
            fate = Fate.REFUSED if owner.why else Fate.REPEATED
            why = owner.why or f"与 {twin.name if twin else ''} 是同一份文件"
            self._tell(form, owner.unit, (*form.filled, *form.answers), fate, why, owner.hint)
            return
        self._particulars(form, owner.unit, at)
        if owner.form is not None:
            self.asked.setdefault(owner.unit, owner.form)
        places = [owner.lines.find(piece) for piece in form.pieces]
        torn = any(place.torn for place in places)
        for piece, place in zip(form.pieces, places, strict=True):
            if place.line is None:
                self._tell(form, owner.unit, piece.answers, Fate.REFUSED, place.why, KEEP_KEYS)
                continue
            if torn and piece.below:
                why = "这一行没有任务名称，而表中有的行识别码与任务名称对不上，不能确定是哪一项"
                self._tell(form, owner.unit, piece.answers, Fate.REFUSED, why, KEEP_KEYS)
                continue
            for cell, why, hint in changed_cells(piece, place.line):
                self._tell(form, owner.unit, (cell,), Fate.CHANGED, why, hint)
            for answer in piece.answers:
                metric = metric_of(place.line, answer) if answer.field == ACTUAL else None
                if isinstance(metric, str):
                    self._tell(form, owner.unit, (answer,), Fate.REFUSED, metric, KEEP_KEYS)
                    continue
                try:
                    value = read_answer(answer, metric, self._statuses)
                    end = None
                except Unreadable as problem:
                    value, end = "", Ending(Fate.REFUSED, str(problem), _RETYPE)
                claim = Claim(form, owner.unit, place.line, answer, value, self.days[at], piece.place, metric)
                if end:
                    claim.ends.update(dict.fromkeys(claim.rows, end))
                self.claims.append(claim)
        self._tell(form, owner.unit, form.strays, Fate.REFUSED, "不是要填的格，没有读入", _ELSEWHERE)

    def _particulars(self, form: ReturnedForm, unit: str, at: int) -> None:
        """填报人, 电话, 填报日期: they go with every entry of the file."""
        self.days[at] = ""
        for answer in form.filled:
            try:
                value = read_answer(answer)
            except Unreadable as problem:
                self._tell(form, unit, (answer,), Fate.REFUSED, str(problem), _RETYPE)
                continue
            if answer.field == FILLED_ON:
                self.days[at] = value
            self.particulars.append((form, Told(form.name, unit, answer, Fate.APPLIED, (), value)))

    def _tell(self, form: ReturnedForm, unit: str, answers: Sequence[Answer], fate: Fate, why: str, hint: str) -> None:
        self.told += [Told(form.name, unit, answer, fate, (), "", why, hint) for answer in answers]


def _particulars(desk: _Desk) -> Iterator[Told]:
    """填报人, 电话, 填报日期 go into every entry of their file; where it has none, they end as its answers do."""
    ends: dict[int, set[Fate]] = {}
    for claim in desk.claims:
        ends.setdefault(id(claim.form), set()).add(claim.ending.fate)
    for form, told in desk.particulars:
        fates = ends.get(id(form), set())
        if Fate.APPLIED in fates:
            yield told
        elif calm := [fate for fate in (Fate.REPEATED, Fate.OLDER) if fate in fates]:
            yield replace(told, fate=calm[0], why="这份表没有新的内容")
        else:
            yield replace(told, fate=Fate.HEAD_ONLY, why="这份表没有一项可以登记", hint=_EMPTY)


def _told(claim: Claim) -> Told:
    end = claim.ending
    rows = tuple(row for row in claim.rows if claim.live(row)) if end.fate is Fate.APPLIED else claim.rows
    return Told(claim.form.name, claim.unit, claim.answer, end.fate, rows, claim.value, end.why, end.hint)


def _recorded(ledger: Ledger, claims: Sequence[Claim], period: str) -> dict[tuple[str, str], Entry]:
    """What the ledger has of these units on these rows for this period."""
    known = {(entry.unit, entry.row_key) for entry in ledger.entries if entry.period == period}
    wanted = {(claim.unit, key) for claim in claims for key in claim.rows} & known
    rows = {row.key: row for row in ledger.rows}
    found = {at: latest(ledger, rows[at[1]], at[0], period) for at in sorted(wanted)}
    return {at: entry for at, entry in found.items() if entry is not None}


def _received(desk: _Desk, told: Sequence[Told]) -> Iterator[Received]:
    counts: dict[str, Counter[Fate]] = {}
    for one in told:
        counts.setdefault(one.file, Counter())[one.fate] += 1
    for at, form in enumerate(desk.forms):
        filled_by, phone = form.field(FILLED_BY), form.field(PHONE)
        period, unit, why, day = form.period or "", desk.units[at], desk.whys[at], desk.days.get(at, "")
        count = counts.get(form.name, Counter())
        yield Received(form.name, form.sha256, unit, period, filled_by, phone, day, count, form.notes, why)


def _blank(desk: _Desk) -> int:
    """Asked cells that nobody filled in, of the units whose form is in: each question once."""
    lines = {(unit, line.key): line for unit, form in desk.asked.items() for line in form.lines}
    asked = {at: len(line.fields) + len(line.metrics) for at, line in lines.items()}
    answered = {(claim.unit, claim.line.key, claim.slot) for claim in desk.claims if _is_asked(claim)}
    return sum(asked.values()) - sum((unit, key) in asked for unit, key, _ in answered)


def _is_asked(claim: Claim) -> bool:
    return claim.metric in claim.line.metrics if claim.metric else claim.answer.field in claim.line.fields
