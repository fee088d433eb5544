"""Owns pairs of plans with a known truth: a plan, the next year's made from it, which became which and what changed.

Deterministic by seed. The sources are tasks of any notices (made_sources); the words of change are made_words'.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.compare import made_words as words
from tests.compare.made_changes import Changer, Task
from tests.compare.made_sources import Source


@dataclass(frozen=True, slots=True)
class Truth:
    """Places (in each year's order) that belong together, with the kinds; ``judged``: the kinds are beyond doubt."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    kinds: frozenset[str]
    judged: bool = True


@dataclass(frozen=True, slots=True)
class MadePair:
    """Two texts, the span of every task in each, and the truth."""

    name: str
    years: tuple[int, int]
    texts: tuple[str, str]
    spans: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]
    truth: tuple[Truth, ...]


@dataclass(slots=True)
class _Group:
    before: list[Task]
    after: list[Task]
    kinds: set[str]
    judged: bool = True


def make_pair(name: str, sources: Sequence[Source], seed: int, *, reform: bool = False, themes: int = 4) -> MadePair:
    """Make a plan of some 80 % of the sources and the next year's: of it and the other sources.

    ``reform``: the years stand before and after the reform of 2018, so that units change their names.
    """
    return _Maker(random.Random(f"{name}/{seed}"), (2017, 2020) if reform else (2024, 2025), themes).make(name, sources)


class _Maker(Changer):
    def make(self, name: str, sources: Sequence[Source]) -> MadePair:
        pool = list(dict.fromkeys(sources))
        self.chance.shuffle(pool)
        kept = round(len(pool) / 1.2)
        base = [self._task(one) for one in pool[:kept]]
        groups = [_Group([], [self._task(one)], {"added"}) for one in pool[kept:]]
        while base:
            groups.append(self._next(base))
        if not self.named:
            for group in groups:
                for task in group.before:
                    task.lead, task.support = [], []
                group.kinds -= {"reassigned", "renamed"}
                if group.before and group.after and not group.kinds:
                    group.kinds.add("carried")
        return self._written(name, groups)

    def _task(self, source: Source) -> Task:
        lead, *support = self.chance.sample([first for first, _ in words.UNITS], 3)
        return Task(
            source.title,
            list(source.sentences),
            self.chance.randrange(self.themes),
            [lead],
            support[: self.chance.randrange(3)] if self.style == "牵头" else [],
        )

    # --- what becomes of a task ---------------------------------------------------------------------------------

    def _next(self, base: list[Task]) -> _Group:
        task, roll = base.pop(), self.chance.random()
        if roll < 0.2:
            return _Group([task], [], {"dropped"})
        if roll < 0.28 and (made := self._split(task)):
            return made
        if roll < 0.36 and (made := self._merge(task, base)):
            return made
        if roll < 0.39 and (made := self._shift(task, base)):
            return made
        new, kinds = task.copy(), set[str]()
        new_words = self.change(task, new, kinds)
        if not new_words and not kinds - {"moved"} and self.chance.random() < 0.4:
            self.harmless(task, new)
        if not kinds - {"moved", "reassigned", "renamed"}:
            kinds.add("carried")
        return _Group([task], [new], kinds)

    # --- several tasks ------------------------------------------------------------------------------------------

    def _split(self, task: Task) -> _Group | None:
        if len(task.sentences) < 2:
            return None
        cut = self.chance.randrange(1, len(task.sentences))
        first, second = task.copy(), task.copy()
        first.sentences, second.sentences = task.sentences[:cut], task.sentences[cut:]
        if min(sum(map(len, part.sentences)) for part in (first, second)) < 25:
            return None
        second.title = re.split(r"[，、]", second.sentences[0].rstrip("。；"))[0][:14] if task.title else ""
        kinds = {"split"}
        if self.chance.random() < 0.3:
            self.reword(first, heavy=False)
            self.reword(second, heavy=False)
            kinds.add("reworded")
        return _Group([task], [first, second], kinds)

    def _merge(self, task: Task, base: list[Task]) -> _Group | None:
        if not base:
            return None
        other = base.pop()
        other.theme, other.lead, other.support = task.theme, list(task.lead), list(task.support)
        new = task.copy()
        new.sentences = task.sentences + other.sentences
        kinds = {"merged"}
        if self.chance.random() < 0.3:
            self.reword(new, heavy=False)
            kinds.add("reworded")
        return _Group([task, other], [new], kinds)

    def _shift(self, task: Task, base: list[Task]) -> _Group | None:
        """A good part of one task goes over to another: two became two, with three links."""
        if not base or len(task.sentences) < 3:
            return None
        other = base.pop()
        other.theme = task.theme
        first, second = task.copy(), other.copy()
        cut = len(task.sentences) // 2
        if sum(map(len, task.sentences[cut:])) < 40:
            base.append(other)
            return None
        first.sentences, second.sentences = task.sentences[:cut], other.sentences + task.sentences[cut:]
        return _Group([task, other], [first, second], set(), judged=False)

    # --- writing ------------------------------------------------------------------------------------------------

    def _written(self, name: str, groups: list[_Group]) -> MadePair:
        headings = self.chance.sample(words.THEMES, self.themes)
        texts, spans, places = [], [], {}
        for side, year in enumerate(self.years):
            tasks = [task for group in groups for task in (group.after if side else group.before)]
            self.chance.shuffle(tasks)
            order = list(range(self.themes))
            if side:
                self.chance.shuffle(order)
            tasks.sort(key=lambda task: order.index(task.theme))
            text, found = f"云溪区{year}年重点工作要点\n\n", []
            heading, shown = -1, 0
            for number, task in enumerate(tasks, 1):
                if task.theme != heading:
                    heading, shown = task.theme, shown + 1
                    text += f"{'一二三四五六七八'[shown - 1]}、{headings[heading]}\n\n"
                start = len(text)
                text += f"{number}.{_line(task, self.style)}"
                places[side, id(task)] = len(found)
                found.append((start, len(text)))
                text += "\n\n"
            texts.append(text)
            spans.append(tuple(found))
        truth = tuple(
            Truth(
                tuple(sorted(places[0, id(task)] for task in group.before)),
                tuple(sorted(places[1, id(task)] for task in group.after)),
                frozenset(group.kinds),
                group.judged,
            )
            for group in groups
        )
        return MadePair(name, self.years, (texts[0], texts[1]), (spans[0], spans[1]), truth)


def _line(task: Task, style: str) -> str:
    text = (f"{task.title}。" if task.title else "") + "".join(task.sentences)
    text = text[:-1] + "。" if text[-1] in "；;" else text
    if not task.lead:
        return text
    if style == "责任单位":
        return text + f"（责任单位：{'、'.join([*task.lead, *task.support])}）"
    support = f"，{'、'.join(task.support)}配合" if task.support else ""
    return text + f"（{'、'.join(task.lead)}牵头{support}）"
