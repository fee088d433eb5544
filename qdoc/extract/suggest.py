"""Owns units that nobody stated: candidates from the register, scored by the duty words found in each obligation.

A suggestion is never a decision: it carries the matched words with their places, a score, and abstains on thin margins.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TypeAlias

from qdoc.extract.context import PlanContext
from qdoc.lexicon import Level, Lexicon
from qdoc.model import Assignment, Basis, Evidence, Obligation, OutlineTask, Role, Suggestion, Task

_Node: TypeAlias = "dict[str, _Node]"

MARGIN = 0.2
"""A lead becomes an assignment only when it stands this share of its score above the next."""
ENOUGH = 3.0
"""... and when its score reaches this (about two rare words, or one in the title)."""
SUPPORT_SHARE = 0.45
"""A support unit must reach this share of the lead's score."""
TITLE_WEIGHT = 1.7
PLAN_SHARE = 0.4
"""What the plan's own title adds for the units whose business it names, as a share of the words' weight."""
SHOWN = 5
_NAME_CORE = re.compile(
    r"^(?:[省市区县]委?|国家|中国|全国)|(?:管理|事务|工作|服务|监督|发展)*(?:委员会|办公室|厅|局|委|办|部|署|院|中心|联合会)$"
)


_VAGUE = frozenset(
    {
        "建设",
        "管理",
        "政府",
        "社会",
        "地区",
        "发展",
        "工作",
        "市场",
        "资源",
        "信息",
        "机关",
        "规划",
        "执法",
        "委员",
        "人民",
        "国家",
        "中国",
        "全国",
        "事业",
    }
)
"""Cores of names too general to be duty words."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    canonical: str
    key: str
    words: tuple[str, ...]


class Suggester:
    """Scores one plan's tasks; the automaton of duty words is built once, on first use."""

    def __init__(self, lexicon: Lexicon, context: PlanContext) -> None:
        self._lexicon = lexicon
        self._context = context
        self._candidates: tuple[_Candidate, ...] | None = None
        self._weights: dict[str, float] = {}
        self._owners: dict[str, tuple[int, ...]] = {}
        self._find: re.Pattern[str] | None = None
        self._prior: dict[int, float] = {}

    def complete(self, text: str, task: Task, outline: OutlineTask) -> Task:
        """Return the task with ranked suggestions, and with a suggested lead (and supports) where it is clear enough.

        A task whose units are stated or inherited is returned as it is; so is one without any duty word.
        """
        if any(not a.person and not a.group and a.role is not Role.SUPPORT for a in task.assignments):
            return task
        if self._candidates is None:
            self._prepare()
        hits = self._hits(text, task, outline)
        if not hits:
            return task
        scores = self._scores(hits)
        for index, start in self._prior.items():
            if index in scores:
                scores[index] += start
        ranked = sorted(scores, key=lambda index: (-scores[index], index))[:SHOWN]
        total = sum(scores[index] for index in ranked)
        leads = tuple(self._suggestion(index, Role.LEAD, scores, total, hits, task.obligations) for index in ranked)
        best = ranked[0]
        second = scores[ranked[1]] if len(ranked) > 1 else 0.0
        margin = (scores[best] - second) / scores[best]
        supports = tuple(
            self._suggestion(index, Role.SUPPORT, scores, total, hits, task.obligations)
            for index in ranked[1:]
            if scores[index] >= SUPPORT_SHARE * scores[best] and self._leads_somewhere(index, hits, task.obligations)
        )
        firm: tuple[Assignment, ...] = ()
        if margin >= MARGIN and scores[best] >= ENOUGH:
            firm = (_assignment(leads[0], confidence=round(0.5 + 0.45 * margin, 2)),)
            firm += tuple(_assignment(s, confidence=round(0.9 * s.score, 2)) for s in supports)
        return replace(task, suggestions=leads + supports, assignments=(*task.assignments, *firm))

    def _prepare(self) -> None:
        level = self._context.level or Level.DISTRICT
        candidates = []
        for name, canonical, key, unit in self._lexicon.candidates(level, self._context.year):
            duties = self._lexicon.duties.get(unit.stem, ()) if unit is not None else ()
            core = _NAME_CORE.sub("", _NAME_CORE.sub("", name))
            words = dict.fromkeys((*duties, *((core,) if len(core) >= 2 and core not in _VAGUE else ())))
            candidates.append(_Candidate(name, canonical, key, tuple(words)))
        self._candidates = tuple(candidates)
        owners: dict[str, list[int]] = {}
        for index, candidate in enumerate(candidates):
            for word in candidate.words:
                owners.setdefault(word, []).append(index)
        self._owners = {word: tuple(found) for word, found in owners.items()}
        count = len(candidates) + 1
        self._weights = {
            word: math.log(count / len(found)) / math.log(count) * (0.5 + 0.25 * min(len(word), 6))
            for word, found in owners.items()
        }
        if owners:
            longest_first = sorted(owners, key=lambda word: (-len(word), word))
            self._find = re.compile(_trie(longest_first))
        self._prior = self._of_plan()

    def _of_plan(self) -> dict[int, float]:
        """A plan's own title says whose business it is as a whole: such units get a small start in every task."""
        plan = self._context.plan
        if self._find is None or plan is None or not plan.title:
            return {}
        words = dict.fromkeys(match[0] for match in self._find.finditer(plan.title))
        scores = self._scores([(word, 0, self._weights[word]) for word in words])
        best = max(scores.values(), default=0.0)
        return {index: PLAN_SHARE * score for index, score in scores.items() if score >= 0.6 * best}

    def _hits(self, text: str, task: Task, outline: OutlineTask) -> list[tuple[str, int, float]]:
        """Duty words with their places and weights; a word inside a longer one does not count again."""
        if self._find is None:
            return []
        out = []
        for match in self._find.finditer(text, task.start, task.end):
            weight = self._weights[match[0]]
            if (
                outline.title_start <= match.start() < outline.title_end
                and outline.title_end - outline.title_start < 40
            ):
                weight *= TITLE_WEIGHT
            out.append((match[0], match.start(), weight))
        return out

    def _scores(self, hits: list[tuple[str, int, float]]) -> dict[int, float]:
        scores: dict[int, float] = {}
        times: dict[str, int] = {}
        for word, _, weight in hits:
            times[word] = times.get(word, 0) + 1
            for index in self._owners[word]:
                scores[index] = scores.get(index, 0.0) + weight / times[word]
        return scores

    def _leads_somewhere(
        self, index: int, hits: list[tuple[str, int, float]], obligations: tuple[Obligation, ...]
    ) -> bool:
        for o in obligations:
            inside = self._scores([hit for hit in hits if o.start <= hit[1] < o.end])
            if index in inside and inside[index] >= max(inside.values()):
                return True
        return False

    def _suggestion(
        self,
        index: int,
        role: Role,
        scores: dict[int, float],
        total: float,
        hits: list[tuple[str, int, float]],
        obligations: tuple[Obligation, ...],
    ) -> Suggestion:
        candidate = (self._candidates or ())[index]
        mine = [hit for hit in hits if index in self._owners[hit[0]]]
        evidence = tuple(
            Evidence("duty", word, at, at + len(word), f"单位名录 {candidate.name} 职责") for word, at, _ in mine[:8]
        )
        covered = tuple(o.id for o in obligations)
        if role is Role.SUPPORT:
            covered = tuple(o.id for o in obligations if any(o.start <= at < o.end for _, at, _ in mine)) or covered
        share = round(scores[index] / total, 3)
        return Suggestion(candidate.name, candidate.canonical, candidate.key, role, share, covered, evidence)


def _assignment(one: Suggestion, confidence: float) -> Assignment:
    return Assignment(
        department=one.department,
        canonical=one.canonical,
        key=one.key,
        role=one.role,
        basis=Basis.SUGGESTED,
        obligations=one.obligations,
        evidence=one.evidence,
        confidence=confidence,
    )


def _trie(words: list[str]) -> str:
    """Return a trie-shaped pattern that finds the longest of the words at each place."""
    tree: _Node = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: _Node) -> str:
    ends = "" in node
    parts = [re.escape(c) + _branch(node[c]) for c in sorted(node) if c]
    if not parts:
        return ""
    return f"(?:{'|'.join(parts)}){'?' if ends else ''}"
