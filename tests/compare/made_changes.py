"""Owns what a made second year does to one task: reworded, stronger, other figures, months and units, another theme."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from tests.compare import made_words as words

EARLIER, LATER = "rescheduled:earlier", "rescheduled:later"
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千两]+(?:个|家|项|次|成)|全覆盖|底前|年内|期间|同比|比例|率")
_TARGET = re.compile(
    r"(达到|不少于|不低于|新增|培训|完成|建成|创建|举办|开展)(\d{1,5})"
    r"(?=(?:%|％|家|个|项|人次|场|套|台|处|公里|批次|人|户)(?!以下))"
)


@dataclass(slots=True)
class Task:
    title: str
    sentences: list[str]
    theme: int
    lead: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)

    def copy(self) -> Task:
        return Task(self.title, list(self.sentences), self.theme, list(self.lead), list(self.support))


class Changer:
    """Changes tasks by chance, with the words of made_words; the same chance gives the same changes."""

    def __init__(self, chance: random.Random, years: tuple[int, int], themes: int) -> None:
        self.chance, self.years, self.themes = chance, years, themes
        self.reform = years[0] < 2018
        subjects = [place + thing for place in words.PLACES for thing in words.THINGS]
        chance.shuffle(subjects)
        self.subjects = iter(subjects * 20)
        self.style = chance.choice(("牵头", "责任单位"))
        self.named = chance.random() < 0.8  # else the earlier year names nobody

    def change(self, task: Task, new: Task, kinds: set[str]) -> bool:
        """Change the copy (planting sentences in both); whether anything beyond numbering was done."""
        acts = {
            "reworded": 0.38, "strength": 0.14, "retargeted": 0.16, "rescheduled": 0.12, "reassigned": 0.1,
            "renamed": 0.2 if self.reform else 0, "moved": 0.1,
        }  # fmt: skip
        chosen = [act for act, share in acts.items() if self.chance.random() < share]
        for act in chosen[:3]:
            getattr(self, f"_{act}")(task, new, kinds)
        return bool(chosen)

    def _strength(self, task: Task, new: Task, kinds: set[str]) -> None:
        if self.chance.random() < 0.4 and self._strengthen_in_text(task, new):
            kinds.add("strengthened")
            return
        subject, (weak, strong) = next(self.subjects), self.chance.choice(words.STRENGTHS)
        down = self.chance.random() < 0.4
        pair = (strong, weak) if down else (weak, strong)
        self._plant(task, new, pair[0].format(subject), pair[1].format(subject))
        kinds.add("weakened" if down else "strengthened")

    def _strengthen_in_text(self, task: Task, new: Task) -> bool:
        """Raise the word that opens a sentence of the notice, where it has no figure that binds already."""
        for at, sentence in enumerate(new.sentences):
            for weak, strong in words.IN_TEXT_STRENGTHS:
                if sentence.startswith(weak) and sentence in task.sentences and not _FIGURE.search(sentence):
                    new.sentences[at] = strong + sentence[len(weak) :]
                    return True
        return False

    def _retargeted(self, task: Task, new: Task, kinds: set[str]) -> None:
        kinds.add("retargeted")
        here = [i for i, s in enumerate(new.sentences) if _TARGET.search(s) and s in task.sentences]
        if here and self.chance.random() < 0.6:
            at = self.chance.choice(here)

            def other(match: re.Match[str]) -> str:
                value = int(match[2])
                return match[1] + str(value + max(1, value // 10) if value != 100 else 95)

            new.sentences[at] = _TARGET.sub(other, new.sentences[at], count=1)
            return
        wording, low, high = self.chance.choice(words.TARGETS)
        subject, value = next(self.subjects), self.chance.randrange(low, high)
        self._plant(task, new, wording.format(subject, value), wording.format(subject, value + max(1, value // 8)))

    def _rescheduled(self, task: Task, new: Task, kinds: set[str]) -> None:
        subject, wording = next(self.subjects), self.chance.choice(words.LIMITS)
        first, second = self.chance.sample(range(2, 12), 2)
        self._plant(
            task, new, wording.format(subject, first, self.years[0]), wording.format(subject, second, self.years[1])
        )
        kinds.add(EARLIER if second < first else LATER)

    def harmless(self, task: Task, new: Task) -> None:
        """What is no change: the plan's own year moves on, a unit is printed in another form, the style of naming."""
        if self.chance.random() < 0.5:
            subject, month = next(self.subjects), self.chance.randrange(2, 12)
            wording = words.LIMITS[3]
            self._plant(
                task, new, wording.format(subject, month, self.years[0]), wording.format(subject, month, self.years[1])
            )
        else:
            other = dict(words.UNITS)
            new.lead = [other.get(unit, unit) for unit in new.lead]

    def _plant(self, task: Task, new: Task, old_words: str, new_words: str) -> None:
        """Put a sentence into both years, not at the head."""
        task.sentences.insert(self.chance.randrange(1, len(task.sentences) + 1), old_words)
        new.sentences.insert(self.chance.randrange(1, len(new.sentences) + 1), new_words)

    def _reassigned(self, task: Task, new: Task, kinds: set[str]) -> None:
        free = [first for first, _ in words.UNITS if first not in (*task.lead, *task.support)]
        if task.support and self.chance.random() < 0.4:
            new.support = [*new.support[:-1], self.chance.choice(free)]
        else:
            new.lead = [self.chance.choice(free)]
        kinds.add("reassigned")

    def _renamed(self, task: Task, new: Task, kinds: set[str]) -> None:
        if "reassigned" in kinds:
            return
        old, heir = self.chance.choice(words.REFORMS)
        task.lead, new.lead = list(old), [heir]
        task.support = new.support = [unit for unit in task.support if unit not in (*old, heir)]
        kinds.add("renamed")

    def _moved(self, task: Task, new: Task, kinds: set[str]) -> None:
        if self.themes > 1:
            new.theme = (task.theme + self.chance.randrange(1, self.themes)) % self.themes
            kinds.add("moved")

    def _reworded(self, task: Task, new: Task, kinds: set[str]) -> None:
        heavy = self.chance.random() < 0.45
        self.reword(new, heavy)
        if heavy and self.chance.random() < 0.4:
            self._condense(new)
        kinds.add("reworded")

    def _condense(self, new: Task) -> None:
        """Drop half of the clauses of each longer sentence without a figure, and turn the rest round."""
        for at, sentence in enumerate(new.sentences):
            clauses = sentence.rstrip("。；").split("，")
            if len(clauses) < 3 or _FIGURE.search(sentence):
                continue
            kept = clauses[:1] + [one for one in clauses[1:] if self.chance.random() < 0.5]
            new.sentences[at] = "，".join(kept[::-1]) + "。"

    def reword(self, new: Task, heavy: bool) -> None:
        before = list(new.sentences)
        share, out = (0.9 if heavy else 0.5), []
        for sentence in new.sentences:
            for old_words, new_words in words.SYNONYMS:
                if old_words in sentence[4:] and self.chance.random() < share:
                    sentence = sentence[:4] + sentence[4:].replace(old_words, new_words, 1)
            out.append(sentence)
        if heavy:
            loose = [i for i, s in enumerate(out) if not _FIGURE.search(s)]
            if len(out) >= 3 and loose:
                out.pop(self.chance.choice(loose))
            self.chance.shuffle(out)
            out.insert(self.chance.randrange(len(out) + 1), self.chance.choice(words.FILLERS))
        if out == before or self.chance.random() < 0.3:
            at = self.chance.randrange(len(out))
            out[at] = self.chance.choice(words.OPENINGS) + out[at]
        new.sentences = out
