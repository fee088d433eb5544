"""Owns running the program for ``qdoc eval``: each notice read and scored, then read again without its units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from qdoc.cli.deadline import within
from qdoc.evaluate import NoticeScore, score_notice
from qdoc.evaluate.fairness import without_own_words
from qdoc.evaluate.hiding import HiddenNotice, hide_attributions
from qdoc.evaluate.suggestions import Ranked, SuggestionScore, score_hidden, score_leads
from qdoc.extract import extract, precedents_of
from qdoc.extract.suggest import SOURCES
from qdoc.lexicon import Lexicon, load_lexicon
from qdoc.model import Plan, SourceText
from qdoc.parse import parse
from qdoc.read import read_bytes

if TYPE_CHECKING:
    from qdoc.cli.golds import Measured
    from qdoc.cli.terminal import Steps

LEAST_TASKS = 5  # a notice with fewer hidden leads says nothing about suggestions
HIDDEN = "建议牵头（藏起原文）"
PROPOSED = "建议牵头（专家意见）"
DECIDED = "建议牵头（台账已定）"
ABLATIONS: Mapping[str, Mapping[str, Any]] = {
    "只凭职责": {"use": frozenset({"duties"})},
    "只凭往年": {"use": frozenset({"history"})},
    "不看往年": {"use": frozenset({"duties", "notice"})},
}
"""What is left of the sources of a suggestion, by name → arguments of ``extract``; the whole is always measured.

What only history can change is asked of the notices that have one.
"""
PARTS = 5
IN_PARTS = {
    "本文其余看得见，凭全部": {},
    "本文其余看得见，只凭它": {"use": frozenset({"notice"})},
}
"""The same where a fifth of the tasks is hidden at a time: only then can the notice itself be evidence."""


def pairs_of(given: Iterable[str]) -> dict[str, str]:
    """Return new → old of ``118,018`` (old first). Raises click's BadParameter for anything else."""
    pairs = {}
    for one in given:
        names = [name.strip() for name in one.split(",")]
        if len(names) != 2 or not all(names):
            raise click.BadParameter(f"“{one}”应写成 旧编号,新编号", param_hint="--pair")
        pairs[names[1]] = names[0]
    return pairs


class Bench:
    """Reads and scores notices with one register; ``history`` names, for a notice, the earlier year's one."""

    def __init__(
        self, known: Sequence[Measured], texts: Mapping[str, str], register: str | None, history: Mapping[str, str]
    ) -> None:
        from qdoc.cli.register import lexicon_of

        self._known = {one.gold.id: one for one in known}
        self._texts = texts
        self._lexicon = lexicon_of(register)
        self._history = history
        strangers = sorted({*history, *history.values()} - set(self._known))
        if strangers:
            raise click.BadParameter(f"没有编号 {'、'.join(strangers)}", param_hint="--pair")

    def score(self, one: Measured, steps: Steps) -> NoticeScore:
        """Read the notice as ``qdoc parse`` does and compare it with its gold."""
        with within(one.source.origin.name):
            plan = extract(parse(one.source), self._lexicon, suggest=False)
            steps.advance()
            return score_notice(one.gold, plan, one.source.text)

    def _earlier(self, name: str) -> Measured | None:
        return self._known.get(self._history.get(name, ""))

    def _plan(
        self, source: SourceText, lexicon: Lexicon, earlier: Measured | None, switches: Mapping[str, Any]
    ) -> Plan:
        with within(source.origin.name):
            history = precedents_of(extract(parse(earlier.source), self._lexicon, suggest=False)) if earlier else ()
            return extract(parse(source), lexicon, history=history, **switches)

    def suggest(self, measured: Sequence[Measured], *, ablate: bool) -> dict[str, list[SuggestionScore]]:
        """Return the scores of suggestions under the name of what they were asked of; empty ones are left out."""
        tables: dict[str, list[SuggestionScore]] = {}
        hidden = [(one, found) for one in measured if (found := hide_attributions(one.gold, one.source.text))]
        asked = [(one, found) for one, found in hidden if len(found.tasks) >= LEAST_TASKS]
        tables[HIDDEN] = [self._hidden(one, found) for one, found in asked]
        tables[PROPOSED] = [self._proposed(one) for one in measured if one.leads]
        tables[DECIDED] = [self._decided(one) for one in measured if one.decided]
        if ablate:
            for name, switches in ABLATIONS.items():
                some = [each for each in asked if "往年" not in name or each[0].gold.id in self._history]
                tables[name] = [self._hidden(one, found, switches) for one, found in some]
            for name, switches in IN_PARTS.items():
                tables[name] = [self._in_parts(one, switches) for one, _ in asked]
        return {name: rows for name, rows in tables.items() if rows}

    def _hidden(
        self, one: Measured, hidden: HiddenNotice, switches: Mapping[str, Any] | None = None
    ) -> SuggestionScore:
        source = read_bytes(hidden.text.encode("utf-8", "surrogatepass"), f"{one.gold.id}.txt", "utf-8")
        plan = self._plan(source, load_lexicon(own=hidden.units), self._earlier(one.gold.id), switches or {})
        used = (switches or {}).get("use", SOURCES)
        earlier = self._history.get(one.gold.id) if "history" in used else None
        return score_hidden(f"{one.gold.id}（往年 {earlier}）" if earlier else one.gold.id, hidden.tasks, plan)

    def _in_parts(self, one: Measured, switches: Mapping[str, Any]) -> SuggestionScore:
        """A part of the tasks hidden at a time, all parts together; history is left out."""
        found = [hide_attributions(one.gold, one.source.text, part, PARTS) for part in range(PARTS)]
        units = hide_attributions(one.gold, one.source.text)
        lexicon = load_lexicon(own=units.units if units else ())
        ranked: tuple[Ranked, ...] = ()
        for hidden in found:
            if hidden is not None and hidden.tasks:
                source = read_bytes(hidden.text.encode("utf-8", "surrogatepass"), f"{one.gold.id}.txt", "utf-8")
                ranked += score_hidden(one.gold.id, hidden.tasks, self._plan(source, lexicon, None, switches)).tasks
        return SuggestionScore(one.gold.id, ranked)

    def _proposed(self, one: Measured) -> SuggestionScore:
        """Against an expert's proposal; duty words that could have been written for this notice are taken away."""
        text = one.source.text
        others = [words for words in self._texts.values() if words != text]
        fair = without_own_words(self._lexicon, text, others)
        plan = self._plan(one.source, fair, self._earlier(one.gold.id), {})
        year = next((each.year for each in plan.plans if each.year), None)

        def same(name: str) -> str:
            return self._lexicon.resolve(name, year=year).key or name

        return score_leads(one.gold.id, one.leads or {}, plan, same)

    def _decided(self, one: Measured) -> SuggestionScore:
        plan = self._plan(one.source, self._lexicon, self._earlier(one.gold.id), {})
        return score_hidden(one.gold.id, one.decided, plan)
