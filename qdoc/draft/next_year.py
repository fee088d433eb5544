"""Owns next year's plan as a draft: last year's ledger carried over, with everything that a person has to decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from qdoc.draft.forms import DraftForm, FormLine
from qdoc.draft.kinds import ISSUANCE, KINDS
from qdoc.draft.next_units import Bracket, NextNames, suggested_units
from qdoc.draft.next_words import dated_places, next_words, open_mark
from qdoc.draft.numbers import chinese_number
from qdoc.ledger.disagree import FINISHED
from qdoc.ledger.state import State, sent_back, states
from qdoc.lexicon import Lexicon
from qdoc.model import Basis, Entry, Event, Ledger, LedgerRow, Office
from qdoc.model.gap import gap
from qdoc.parse.punctuation import full_width

_NO = frozenset({"否", "不", "无", "不结转", "不转入", "不需要", "不需结转"})
_NUMBER = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十百]+[章节、]|[（(][一二三四五六七八九十百]+[）)]|\d{1,3}[.．、])\s*"
)
_ONCE = re.compile(
    r"(?:[^，。；]{1,14}?(?:前|底|末|年内))?(?:力争|全面|加快|抓紧)?(?:年底前)?"
    r"(?:出台|印发|制定|修订|编制|发布|建成|建立|成立|设立|启动|开工|竣工|挂牌|开通|上线|完成)"
)
_LASTING = re.compile(r"每年|每季|每月|常态|持续|长效|不断|巩固|保持|稳定在|动态|年度|定期|全覆盖")
_DATED = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_SHOWN_WORDS = 14
_CLOSED = frozenset({State.DONE, State.CLOSED})
_TEXT_END = "。；;.，,、 　"


@dataclass(frozen=True, slots=True)
class NextPlan:
    """``form``: the draft to edit; then what is marked in it, a sentence each, for the screen.

    ``carried``: unfinished rows; ``droppable``: finished ones with a result that is made once, and those that the
    ledger says are not carried over; ``renamed``: units under new names; ``figures`` and ``dates``: marks in the text.
    ``year``: the year of the ledger, None where nothing says it; ``year_from``: what says it where its plan does not;
    ``unmarked``: dates that stay as they are because the year is not known.
    """

    form: DraftForm
    carried: tuple[str, ...]
    droppable: tuple[str, ...]
    renamed: tuple[str, ...]
    figures: int
    dates: int
    tasks: int
    year: int | None = None
    year_from: str = ""
    unmarked: int = 0


def next_plan(
    ledger: Ledger,
    lexicon: Lexicon,
    office: Office | None = None,
    former: Mapping[str, str] | None = None,
    year: int | None = None,
) -> NextPlan:
    """Return the draft of the plan for the year after the ledger's.

    Every task and every row is carried over, in the notice's order; nothing is dropped and nothing decided here: a
    figure becomes 【待定】 with last year's target and result, a date of the year keeps its words and gets next year's
    beside it, what is unfinished, done once, renamed or only suggested is said in a comment on the task. ``former``:
    former name → name, by the office's own list. ``year``: the ledger's, as the clerk says; else that of its plan's
    title, else of the notice's 成文日期.
    """
    year_from = ""
    if year is None:
        year, year_from = year_of(ledger)
    maker = _Maker(ledger, year, NextNames(lexicon, office, year, former or {}))
    lines = (FormLine(gap("开头一段")), *maker.lines())
    title = _next_title(ledger.head.plan_title or "", year)
    values = {"方案标题": title}
    if ledger.head.issuer:
        values["发文机关"] = ledger.head.issuer
    names = maker.names
    renamed = [f"{old}→{'、'.join(new)}" for old, new in names.changed.items()]
    renamed += [f"{name}：本单位的名录里，这个名称到期了" for name in names.ended]
    form = DraftForm(KINDS[ISSUANCE], values, {}, lines)
    return NextPlan(
        form, tuple(maker.carried), tuple(maker.droppable), tuple(renamed), maker.figures, maker.dates, maker.tasks,
        year, year_from, maker.unmarked,
    )  # fmt: skip


def year_of(ledger: Ledger) -> tuple[int | None, str]:
    """The year of the ledger, and what says it where its plan's title does not: the notice's date or number."""
    if ledger.head.year is not None:
        return ledger.head.year, ""
    for label, words in (("成文日期", ledger.head.dated), ("发文字号", ledger.head.document_number)):
        if found := _DATED.search(words or ""):
            return int(found[0]), f"{label} {words}"
    return None, ""


def _next_title(title: str, year: int | None) -> str:
    if not title:
        return gap("方案标题")
    words = next_words(title, year).text if year is None or f"{year}年" not in title else title
    if (
        year is not None
        and f"{year}年" in title
        and not re.search(rf"\d年?[—\-－–~～至]\s*{year}|{year}年?[—\-－–~～至]", title)
    ):
        return full_width(title.replace(f"{year}年", f"{year + 1}年"))
    return full_width(words) + open_mark("年份")


class _Maker:
    """Goes through the ledger's rows once, theme by theme and task by task."""

    def __init__(self, ledger: Ledger, year: int | None, names: NextNames) -> None:
        self.names = names
        self._year = year
        self._states = states(ledger)
        self._events: dict[str, list[Event]] = {}
        self._entries: dict[str, list[Entry]] = {}
        for event in ledger.events:
            self._events.setdefault(event.row_key, []).append(event)
        for entry in ledger.entries:
            self._entries.setdefault(entry.row_key, []).append(entry)
        self._told = any(row.status.strip() or row.carry_over.strip() for row in ledger.rows)
        rows = _in_order(ledger.rows)
        self._themes = [(theme, list(group)) for theme, group in groupby(rows, key=lambda row: row.theme)]
        firsts = [group[0].number.strip(".．、 ") for _, group in self._themes if _in_digits(group)]
        self._runs_on = "1" not in firsts[1:]  # the numbers of the tasks run on through the themes
        self.carried: list[str] = []
        self.droppable: list[str] = []
        self.figures = self.dates = self.tasks = self.unmarked = 0

    def lines(self) -> Iterable[FormLine]:
        """The text: a line a theme and a task."""
        number = chapter = running = 0
        for theme, rows in self._themes:
            digits = _in_digits(rows)
            number = running if digits and self._runs_on else 0
            if theme.strip():
                chapter += 1
                yield FormLine(f"{chinese_number(chapter)}、{full_width(_NUMBER.sub('', theme).strip())}", 1)
            for _, group in groupby(rows, key=lambda row: (row.task_id, row.task)):
                number += 1
                self.tasks += 1
                printed = f"{number}." if digits else f"（{chinese_number(number)}）"
                yield self._task(printed, list(group))
            running = number if digits else running

    def _task(self, number: str, rows: Sequence[LedgerRow]) -> FormLine:
        notes: list[str] = []
        pieces: list[tuple[str, Bracket]] = []
        said = "".join(row.text for row in rows)
        for row in rows:
            where = f"“{_start(row.text)}”" if len(rows) > 1 else "本项"
            words = next_words(
                full_width(row.text).strip(_TEXT_END), self._year, full_width(row.metric.value), row.actual
            )
            self.figures += words.figures
            notes += [f"{where}：{note}" for note in (*words.notes, *self._standing(row, number))]
            limit = row.deadline.value if row.deadline.basis in (Basis.STATED, Basis.CONFIRMED) else ""
            limit = "；".join(one for one in limit.split("；") if one not in said)
            dated = next_words(limit, self._year)
            self.dates += words.dates + dated.dates
            self.unmarked += dated_places(f"{row.text}\n{limit}") if self._year is None else 0
            pieces.append((words.text, self.names.bracket(row, dated.text)))
        heading = full_width(rows[0].task).strip(_TEXT_END)
        if heading and pieces[0][0].startswith(heading):  # a task without words of its own is listed by its title
            pieces[0] = (pieces[0][0].removeprefix(heading).lstrip(_TEXT_END), pieces[0][1])
        text = _sentences(pieces)
        if unconfirmed := suggested_units(rows):
            notes.append(f"上年的单位只是建议，没有确认，这里不写：{'、'.join(unconfirmed)}")
        renamed = {old: new for old, new in self.names.changed.items() if any(old in _cells(row) for row in rows)}
        notes += [f"改名：{old}→{'或'.join(new)}（按名录，请核）" for old, new in renamed.items()]
        named = [name for name in self.names.ended if any(name in _cells(row) for row in rows)]
        notes += [f"{name}：本单位的名录里，这个名称明年停用" for name in named]
        start = f"{heading}。" if heading and not text.startswith("（") else heading
        return FormLine(f"{number}{start}{text}", 2, "\n".join(notes))

    def _standing(self, row: LedgerRow, number: str) -> list[str]:
        """What the ledger says of a row's year, as notes; counts it as carried or droppable."""
        back = sent_back(row, self._entries.get(row.key, ()), self._events.get(row.key, ())) is not None
        status, carry = row.status.strip(), row.carry_over.strip()
        short = full_width(row.text).strip(_TEXT_END)
        short = f"{number}{short[:24]}{'…' if len(short) > 24 else ''}"
        done = (status in FINISHED or self._states[row.key] in _CLOSED) and not back
        if carry in _NO:
            self.droppable.append(f"{short}（台账写明不结转）")
            return [f"台账写明不结转（办理状态：{status or '没有填'}），考虑删去"]
        if done:
            if _ONCE.match(row.text) and not _LASTING.search(row.text):
                self.droppable.append(f"{short}（已完成，一次性的成果）")
                return ["上年已完成，是做一次就成的事，考虑删去"]
            return []
        if not self._told:
            return []
        state = "核查未通过" if back else status or "台账没有填办理状态"
        self.carried.append(f"{short}（{state}）")
        more = [f"完成 {row.actual.strip()}" if row.actual.strip() else "", row.problem.strip()]
        told = "；".join(one for one in more if one)
        return [f"结转：上年{state}" + (f"（{told}）" if told else "")]


def _in_order(rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    """The rows as the notice has them, themes and tasks together; a clerk's own rows close their theme."""
    themes: dict[str, int] = {}
    tasks: dict[tuple[str, str, str], int] = {}
    listed = sorted(enumerate(rows), key=lambda pair: (pair[1].start is None, pair[1].start or 0, pair[0]))
    for _, row in listed:
        themes.setdefault(row.theme, len(themes))
        tasks.setdefault((row.theme, row.task_id, row.task), len(tasks))
    return sorted(
        (row for _, row in listed), key=lambda row: (themes[row.theme], tasks[row.theme, row.task_id, row.task])
    )


def _in_digits(rows: Sequence[LedgerRow]) -> bool:
    """Whether the tasks of a theme are numbered 1. 2. and not （一）（二）."""
    numbers = [row.number.strip() for row in rows if row.number.strip()]
    return bool(numbers) and sum(one[:1].isdigit() for one in numbers) * 2 > len(numbers)


def _start(text: str) -> str:
    """The first words of a row, as the draft has them: how a comment on a task of several says which it means."""
    words = full_width(text).strip(_TEXT_END)
    return words if len(words) <= _SHOWN_WORDS else f"{words[:_SHOWN_WORDS]}…"


def _cells(row: LedgerRow) -> str:
    return "、".join((row.lead.value, row.responsible.value, row.support.value))


def _sentences(pieces: Sequence[tuple[str, Bracket]]) -> str:
    """The rows as sentences; a bracket behind each stretch of rows with the same units."""
    made = ""
    for bracket, group in groupby(pieces, key=lambda pair: pair[1]):
        printed = bracket.printed()
        words = "；".join(text for text, _ in group if text)
        made += f"{words}。{printed}" if words else printed
    return made
