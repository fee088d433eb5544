"""Owns units that nobody stated: duty words and precedents fused into ranked suggestions with a confidence.

A suggestion is never a decision: it carries the matched words with their places or the precedent that it follows, and
it abstains where the evidence is thin.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from qdoc.extract.context import PlanContext
from qdoc.extract.precedents import Precedent
from qdoc.extract.suggest_duties import Candidate, Duties, Hit, duties_of
from qdoc.extract.suggest_judging import (
    FIRM,
    Scores,
    as_assignment,
    confidence_of,
    is_open,
    territory_of,
    touched,
)
from qdoc.extract.suggest_neighbours import Neighbour, Neighbours
from qdoc.lexicon import Level, Lexicon
from qdoc.model import Assignment, Evidence, Obligation, OutlineTask, Role, Suggestion, Task

SOURCES = frozenset({"duties", "notice", "history"})
"""What a suggestion may rest on: words of duties, what the notice states elsewhere, earlier notices and ledgers."""
TITLE_WEIGHT = 1.7
PLAN_SHARE = 0.4
"""What the plan's own title adds for the units whose business it names, as a share of the words' weight."""
SUPPORT_ENOUGH = 1.0
"""A support unit needs one long word of its duties, or two."""
SUPPORT_NEAR = 0.25
"""... or this share of the precedents that resemble the task."""
FEW = 5  # in fewer tasks than this it says nothing that a word stands in many
SHOWN = 5


class Suggester:
    """Suggests for one plan; the finder of duty words and the index of precedents are built once, on first use."""

    def __init__(
        self,
        lexicon: Lexicon,
        context: PlanContext,
        *,
        addressees: tuple[str, ...] = (),
        history: tuple[Precedent, ...] = (),
        stated: Iterable[Precedent] = (),
        use: frozenset[str] = SOURCES,
    ) -> None:
        self._lexicon = lexicon
        self._context = context
        self._level = context.level or Level.DISTRICT
        self._territory = territory_of(addressees, self._level, bounded=bool(lexicon.own))
        self._history = history if "history" in use else ()
        self._stated = stated if "notice" in use else ()
        self._use = use
        self._duties: Duties | None = None
        self._candidates: list[Candidate] = []
        self._index_of: dict[tuple[str, int | None], int | None] = {}
        self._hits: dict[str, list[Hit]] = {}
        self._tells: dict[str, float] = {}

    def learn(self, text: str, tasks: Iterable[Task]) -> None:
        """Note in how many tasks of the plan each duty word stands: one that stands in many tells little of each."""
        open_tasks = [task for task in tasks if is_open(task)]
        if not open_tasks or "duties" not in self._use:
            return
        if self._duties is None:
            self._prepare()
        assert self._duties is not None
        self._hits = {task.id: self._duties.hits(text, task.start, task.end) for task in open_tasks}
        spread = Counter(word for hits in self._hits.values() for word in {hit.word for hit in hits})
        total = len(open_tasks)
        if total >= FEW:
            self._tells = {w: math.log((total + 1) / found) / math.log(total + 1) for w, found in spread.items()}

    def complete(self, text: str, task: Task, outline: OutlineTask) -> Task:
        """Return the task with ranked suggestions, and with a suggested lead (and supports) where it is clear enough.

        A task whose units are stated or inherited is returned as it is; so is one for which nothing speaks.
        """
        if not is_open(task):
            return task
        if self._duties is None:
            self._prepare()
        hits = self._hits.get(task.id, [])
        neighbours = self._neighbours(text, task)
        scores = self._score(hits, neighbours, outline)
        if not scores.fused:
            return task
        ranked = sorted(scores.fused, key=lambda index: (-scores.fused[index], index))[:SHOWN]
        leads = tuple(self._lead(index, scores, hits, neighbours, task.obligations) for index in ranked)
        supports = self._supports(text, task, ranked[0], scores, hits, neighbours)
        confidence = confidence_of(ranked, scores)
        firm: tuple[Assignment, ...] = ()
        if confidence >= FIRM:
            firm = (as_assignment(leads[0], confidence), *(as_assignment(s, s.score) for s in supports))
        return replace(task, suggestions=leads + supports, assignments=(*task.assignments, *firm))

    def _prepare(self) -> None:
        self._duties = duties_of(self._lexicon, self._level, self._context.year)
        self._candidates = list(self._duties.candidates)
        self._by_key = {one.key: index for index, one in enumerate(self._candidates)}
        self._prior = self._of_plan()
        self._near_stated = Neighbours(self._stated)
        if self._history:
            from qdoc.extract.words import words

            self._near_history = Neighbours(self._history, words)
        else:
            self._near_history = Neighbours(())

    def _of_plan(self) -> dict[int, float]:
        """A plan's own title says whose business it is as a whole: such units get a small start in every task."""
        plan = self._context.plan
        if self._duties is None or plan is None or not plan.title or "duties" not in self._use:
            return {}
        found = {hit.word: hit for hit in self._duties.hits(plan.title, 0, len(plan.title))}
        scores = self._sum(list(found.values()))
        best = max(scores.values(), default=0.0)
        return {index: PLAN_SHARE * score for index, score in scores.items() if score >= 0.6 * best}

    def _neighbours(self, text: str, task: Task) -> tuple[Neighbour, ...]:
        if not self._near_history and not self._near_stated:
            return ()
        words = (task.title or "") + "".join(o.text for o in task.obligations)
        words = words or text[task.start : task.end]
        found = (*self._near_history.nearest(words), *self._near_stated.nearest(words))
        return tuple(sorted(found, key=lambda one: -one.likeness))

    def _sum(self, hits: list[Hit], title: range = range(0)) -> dict[int, float]:
        assert self._duties is not None
        scores: dict[int, float] = {}
        times: dict[str, int] = {}
        for hit in hits:
            times[hit.word] = times.get(hit.word, 0) + 1
            weight = hit.weight * (TITLE_WEIGHT if hit.start in title else 1.0) / times[hit.word]
            for index in self._duties.owners[hit.word]:
                scores[index] = scores.get(index, 0.0) + weight
        return scores

    def _score(self, hits: list[Hit], neighbours: tuple[Neighbour, ...], outline: OutlineTask) -> Scores:
        short = outline.title_end - outline.title_start < 40
        duty = self._sum(hits, range(outline.title_start, outline.title_end) if short else range(0))
        for index, start in self._prior.items():
            if index in duty:
                duty[index] += start
        near, near_support, weight = dict[int, float](), dict[int, float](), 0.0
        for one in neighbours:
            share = one.likeness**2
            weight += share
            for precedent in one.precedents:
                into = near_support if precedent.role is Role.SUPPORT else near
                known = [i for name in precedent.units if (i := self._candidate(name, precedent.year)) is not None]
                for place, index in enumerate(dict.fromkeys(known)):
                    first = 1.0 if precedent.role is not Role.LEAD or not place else 0.6  # the first of 牵头 leads
                    into[index] = into.get(index, 0.0) + share * (first if into is near else 1.0)
        near = {index: value / weight for index, value in near.items()}
        near_support = {index: value / weight for index, value in near_support.items()}
        trust = min(0.9, 1.5 * neighbours[0].likeness) if neighbours and near else 0.0
        total = sum(sorted(duty.values(), reverse=True)[:SHOWN]) or 1.0
        most = sum(sorted(near.values(), reverse=True)[:SHOWN]) or 1.0
        fused = {
            index: (1 - trust) * duty.get(index, 0.0) / total + trust * near.get(index, 0.0) / most
            for index in sorted({*duty, *near})
        }
        return Scores(duty, near, near_support, trust, fused)

    def _candidate(self, name: str, year: int | None) -> int | None:
        """The candidate that a precedent's unit is now: itself, its heir by reform, or one of no register."""
        if (name, year) not in self._index_of:
            c = self._context
            found = self._lexicon.resolve(name, year=year, level=c.level, home=c.home)
            index = self._by_key.get(found.key) if found.key else None
            if index is None:
                index = next((i for i, one in enumerate(self._candidates) if name in (one.name, one.canonical)), None)
            if index is None and found.key:
                heirs = (i for i, one in enumerate(self._candidates) if self._lexicon.succeeds(found.key, one.key))
                index = next(heirs, None)
            if index is None and not self._lexicon.own:
                now = self._lexicon.resolve(name, year=c.year, level=c.level, home=c.home)
                if now.canonical is not None:  # still in use: history may know more units than the register suggests
                    self._candidates.append(Candidate(name, now.canonical, now.key or f"own/{name}"))
                    index = len(self._candidates) - 1
            self._index_of[name, year] = index
        return self._index_of[name, year]

    def _lead(
        self,
        index: int,
        scores: Scores,
        hits: list[Hit],
        neighbours: tuple[Neighbour, ...],
        obligations: tuple[Obligation, ...],
    ) -> Suggestion:
        evidence = self._evidence(index, hits, neighbours, support=False)
        covered = tuple(o.id for o in obligations)
        return self._suggestion(index, Role.LEAD, round(scores.fused[index], 3), covered, evidence)

    def _supports(
        self,
        text: str,
        task: Task,
        lead: int,
        scores: Scores,
        hits: list[Hit],
        neighbours: tuple[Neighbour, ...],
    ) -> tuple[Suggestion, ...]:
        """Units whose duties some obligations touch, or that supported the like before; streets for local duties."""
        assert self._duties is not None
        owners = self._duties.owners  # words that the lead's own duties cover ask for nobody else
        once = {
            hit.word: replace(hit, weight=hit.weight * self._tells.get(hit.word, 1.0))
            for hit in hits
            if lead not in owners[hit.word]
        }
        weights = self._sum(list(once.values()))
        found: list[tuple[float, int]] = []
        for index in sorted({*weights, *scores.near_support}):
            duty, near = weights.get(index, 0.0), scores.near_support.get(index, 0.0) * scores.trust
            if index != lead and (duty >= SUPPORT_ENOUGH or near >= SUPPORT_NEAR):
                found.append((min(0.9, 0.25 + 0.15 * min(duty, 3.0) + 0.5 * near), index))
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        out = []
        for score, index in found[:SHOWN]:
            own = [hit for hit in hits if index in self._duties.owners[hit.word]]
            covered = touched(task.obligations, own)
            evidence = self._evidence(index, hits, neighbours, support=True)
            out.append(self._suggestion(index, Role.SUPPORT, round(score, 3), covered, evidence))
        if self._territory and (local := self._duties.local_hits(text, task.start, task.end)):
            evidence = tuple(Evidence("duty", h.word, h.start, h.start + len(h.word), "属地职责") for h in local[:8])
            score = round(min(0.8, 0.4 + 0.1 * len({h.word for h in local})), 3)
            covered = touched(task.obligations, local)
            out.append(Suggestion(self._territory, self._territory, None, Role.SUPPORT, score, covered, evidence))
        return tuple(out)

    def _evidence(
        self, index: int, hits: list[Hit], neighbours: tuple[Neighbour, ...], *, support: bool
    ) -> tuple[Evidence, ...]:
        assert self._duties is not None
        out = []
        for one in neighbours:
            for precedent in one.precedents:
                if (precedent.role is Role.SUPPORT) is not support:
                    continue
                if any(self._candidate(name, precedent.year) == index for name in precedent.units):
                    when = f"{precedent.year} 年" if precedent.year else ""
                    how = "已确认" if precedent.confirmed else "近似事项"
                    words = precedent.text[:40] + ("…" if len(precedent.text) > 40 else "")
                    note = f"{when}{precedent.source} {how}（相似度 {one.likeness:.2f}）"
                    out.append(Evidence("precedent", words, None, None, note))
        name = self._candidates[index].name
        own = [hit for hit in hits if index in self._duties.owners[hit.word]]
        out = out[:3] + [
            Evidence("duty", hit.word, hit.start, hit.start + len(hit.word), f"单位名录 {name} 职责") for hit in own[:8]
        ]
        return tuple(out)

    def _suggestion(
        self, index: int, role: Role, score: float, covered: tuple[str, ...], evidence: tuple[Evidence, ...]
    ) -> Suggestion:
        one = self._candidates[index]
        return Suggestion(one.name, one.canonical, one.key, role, score, covered, evidence)
