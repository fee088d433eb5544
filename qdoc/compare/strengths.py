"""Owns strengthened and weakened: obligations that ask for the same thing with another force, or another step of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from qdoc.compare.diff import ChangeKind, Detail
from qdoc.compare.items import ItemPair
from qdoc.compare.quotation import Passages
from qdoc.extract.verbs import verb_table
from qdoc.model import Obligation, Task
from qdoc.resources import corpus

_FIGURE = re.compile(r"\d|全覆盖")


_CLEAR = (0, 1, 4)  # 鼓励, 探索 and 刚性 differ from all others in kind; 推进 and 交付 only along one line
_PLAIN_DUTY = {"应", "要", "须", "应当", "需", "需要"}
_BACKING = "支持"  # 支持企业转型, 加强对企业转型的支持: no step between them
_FIRM = 4
_SAME_DEMAND = 0.6
_SAME_TITLE = 0.6


def strength_changes(pairs: Sequence[ItemPair], passages: tuple[Passages, Passages] | None = None) -> list[Detail]:
    """Obligations whose strength differs (docs/contract.md §2: 刚性 4 … 鼓励 0), each with both wordings.

    Equal words are no change, and neither is another adverb of the same force. Where only one year names a figure the
    change is the target's. Between 推进 and 交付, and between equals, only a step along one line counts (推进 → 完成,
    研究制定 → 印发: corpora/stages.tsv), for many verbs of both mean the same demand (完善, 修订). ``passages``: the
    words of both sides: a word that governs the obligation from earlier in its sentence counts as its own.
    """
    details = []
    for pair in pairs:
        old, new = pair.before, pair.after
        if pair.same or pair.score < _SAME_DEMAND:
            continue
        step = new.strength - old.strength
        if step and (_same_force(old, new) or _has_figure(old) != _has_figure(new)):
            continue
        if old.strength not in _CLEAR and new.strength not in _CLEAR:
            step = _stage_step(old, new)
        if step and not _in_force(*((old, new) if step < 0 else (new, old)), passages, later_is_weaker=step < 0):
            kind = ChangeKind.STRENGTHENED if step > 0 else ChangeKind.WEAKENED
            spans = (old.start, old.end), (new.start, new.end)
            details.append(Detail(kind, _words(old, new), old.text, new.text, *spans))
    return details


def title_change(before: Task, after: Task) -> list[Detail]:
    """What the headings of one task say of its strength (探索…制度 → 推行…制度), where the rest of them is alike."""
    (verb, rest), (other, new_rest) = _opening(before.title or ""), _opening(after.title or "")
    act = verb_table().act
    if not verb or not other or verb == other or ratio(rest, new_rest) < 100 * _SAME_TITLE:
        return []
    step = act[other] - act[verb]
    if not step or (act[verb] not in (0, 1) and act[other] not in (0, 1)):
        return []
    kind = ChangeKind.STRENGTHENED if step > 0 else ChangeKind.WEAKENED
    return [Detail(kind, f"{verb}→{other}", before.title, after.title)]


def _opening(title: str) -> tuple[str, str]:
    """The verb that opens a heading behind adverbs, and what follows; nothing where it opens with none."""
    table = verb_table()
    while title:
        verb = next((title[:size] for size in range(min(6, len(title)), 1, -1) if title[:size] in table.act), "")
        if verb:
            return verb, title[len(verb) :]
        adverb = next((title[:size] for size in range(min(6, len(title)), 1, -1) if title[:size] in table.adverb), "")
        if not adverb:
            break
        title = title[len(adverb) :]
    return "", ""


def _in_force(
    strong: Obligation,
    weak: Obligation,
    passages: tuple[Passages, Passages] | None,
    *,
    later_is_weaker: bool,
) -> bool:
    """Whether both are of one force after all.

    What makes the one strong (严禁…，或采用…) or the other weak (引导家长…，树立…) governs the other too, from earlier
    in its sentence; the strong verb follows in the weak one (防范遏制, 遏制); or the weak one opens with a mere adverb
    before the same verb (优先给予).
    """
    table = verb_table()
    if _only_duty(strong, weak):
        return True
    firm = [word for word in (*strong.strength_words, strong.verb or "") if word and word not in weak.strength_words]
    soft = [word for word in (*weak.strength_words, weak.verb or "") if word and word not in strong.strength_words]
    if passages is not None:
        of_strong, of_weak = passages if later_is_weaker else passages[::-1]
        if any(word in of_weak.before(weak.start) for word in firm):
            return True
        if any(word in of_strong.before(strong.start) for word in soft):
            return True
    if weak.verb in table.adverb and any(table.act.get(word) == strong.strength for word in firm if word in weak.text):
        return True
    if weak.verb == _BACKING and strong.text.rstrip("。；，").endswith(_BACKING):
        return True
    if weak.strength not in (0, 1) and any(_firmly(weak.text, word[-2:]) for word in firm if len(word) > 1):
        return True
    bare = {_opening(word)[0] for word in firm} | {word[at:] for word in firm for at in range(1, len(word) - 1)}
    same = [word for word in (*firm, *bare) if word in weak.text and table.act.get(word, -1) >= strong.strength]
    return weak.strength not in (0, 1) and bool(same)


def _only_duty(strong: Obligation, weak: Obligation) -> bool:
    """Whether nothing but another plain word of duty (应, 要, 须) makes the difference."""
    more = set(strong.strength_words) - set(weak.strength_words)
    return bool(more) and more <= _PLAIN_DUTY and any(word in weak.text for word in _PLAIN_DUTY)


def _firmly(text: str, verb: str) -> bool:
    """Whether a later one of joined verbs is this one, behind an adverb that makes it firm (防范和坚决打击)."""
    firm = (word for word, force in verb_table().adverb.items() if force == _FIRM)
    return any(f"{joint}{word}{verb}" in text for word in firm for joint in "和、")


def _has_figure(obligation: Obligation) -> bool:
    return bool(_FIGURE.search(obligation.text))


def _same_force(old: Obligation, new: Obligation) -> bool:
    """Whether only an adverb of no force differs: 深入实施 and 实施, with nothing that raises or lowers either."""
    if old.strength_words == new.strength_words:
        return True
    one, other = old.verb or "", new.verb or ""
    kin = bool(one and other) and (one.endswith(other) or other.endswith(one))
    return kin and old.strength > 1 < new.strength and old.strength_words[1:] == new.strength_words[1:]


def _words(old: Obligation, new: Obligation) -> str:
    """What made the difference, as 力争→确保; the verbs where nothing else does."""
    was = [word for word in old.strength_words if word not in new.strength_words and len(word) < 8]
    now = [word for word in new.strength_words if word not in old.strength_words and len(word) < 8]
    if old.strength not in _CLEAR and new.strength not in _CLEAR:
        was, now = [_stage(old)[0]], [_stage(new)[0]]
    before, after = (was or [old.verb or ""])[-1], (now or [new.verb or ""])[-1]
    return f"{before}→{after}" if before and after else "力度"


@lru_cache(maxsize=1)
def _stages() -> dict[str, tuple[str, int]]:
    rows = [line.split("\t") for line in corpus("stages.tsv").read_text("utf-8").splitlines()]
    return {row[0]: (row[1], int(row[2])) for row in rows if len(row) == 5 and row[2].isdigit()}


def _stage(obligation: Obligation) -> tuple[str, str, int]:
    """The word that says how far the matter is, its line and its step; the longest that the obligation opens with."""
    table = _stages()
    verb = obligation.verb or ""
    at = obligation.text.find(verb) if verb else -1
    if at < 0:
        return "", "", 0
    best = ""
    for start in range(max(0, at - 2), at + 1):
        for word in table:
            if obligation.text.startswith(word, start) and start + len(word) >= at + 1 and len(word) > len(best):
                best = word
    return (best, *table[best]) if best else ("", "", 0)


def _stage_step(old: Obligation, new: Obligation) -> int:
    (_, line, before), (_, other, after) = _stage(old), _stage(new)
    return after - before if line == other else 0
