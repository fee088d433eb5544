"""Owns a saved run of measuring, and what a later run gains and loses against it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from qdoc.errors import DamagedFile, UnsupportedFormat
from qdoc.evaluate.notice import NoticeScore
from qdoc.evaluate.suggestions import SuggestionScore
from qdoc.evaluate.tally import Miss, Tally

SCHEMA = "qdoc.eval/1"


@dataclass(frozen=True, slots=True)
class Moved:
    """A field of a notice whose figure is another than in the saved run."""

    notice: str
    field: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Gains:
    """What changed since a saved run: figures, misses that are new, misses that are mended."""

    moved: tuple[Moved, ...]
    new: tuple[Miss, ...]
    mended: tuple[Miss, ...]


def totals(scores: Iterable[NoticeScore], without: Iterable[str] = ()) -> dict[str, Tally]:
    """Return the sum of every field over the notices that ``without`` does not name."""
    left_out = set(without)
    summed: dict[str, Tally] = {}
    for score in scores:
        if score.notice not in left_out:
            for name, tally in score.tallies.items():
                summed[name] = summed.get(name, Tally()) + tally
    return summed


def encode_run(scores: Sequence[NoticeScore], suggested: Sequence[SuggestionScore] = ()) -> dict[str, Any]:
    """Return a run as JSON values: every notice's fields with counts and F1, totals, suggestions, misses."""
    return {
        "schema": SCHEMA,
        "notices": {one.notice: {name: _numbers(tally) for name, tally in one.tallies.items()} for one in scores},
        "total": {name: _numbers(tally) for name, tally in totals(scores).items()},
        "cut": {one.notice: [one.exact, one.within, one.cut_tasks] for one in scores if one.cut_tasks},
        "forms": {one.notice: {form: _numbers(tally) for form, tally in one.forms.items()} for one in scores},
        "suggestions": {
            one.notice: {
                "tasks": len(one.tasks),
                "first": one.top(1),
                "first_three": one.top(3),
                "firm": one.firm[0],
                "firm_right": one.firm[1],
                "support": _numbers(one.support),
            }
            for one in suggested
        },
        "misses": [asdict(miss) for one in scores for miss in one.misses],
    }


def _numbers(tally: Tally) -> dict[str, float]:
    return {"right": tally.right, "extra": tally.extra, "missed": tally.missed, "f1": round(tally.f1, 4)}


def decode_run(data: bytes, name: str) -> dict[str, Any]:
    """Return a saved run. Raises DamagedFile or UnsupportedFormat naming the file."""
    hint = "请用 qdoc eval 文件夹 --save 文件 重新保存一次"
    try:
        run = json.loads(data)
        known = run.get("schema")
        if known == SCHEMA:
            {notice: Tally(**_counts(one)) for notice, fields in run["notices"].items() for one in fields.values()}
            [Miss(**miss) for miss in run["misses"]]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedFile("不是 qdoc eval 保存的结果", file=name, hint=hint) from error
    if known != SCHEMA:
        raise UnsupportedFormat(f"结果的格式是“{known}”，本程序读的是“{SCHEMA}”", file=name, hint=hint)
    return dict(run)


def _counts(one: dict[str, Any]) -> dict[str, int]:
    return {name: int(one[name]) for name in ("right", "extra", "missed")}


def gains(before: dict[str, Any], scores: Sequence[NoticeScore]) -> Gains:
    """Return what ``scores`` gain and lose against a saved run, over the notices and fields that both have."""
    moved = []
    shared: set[tuple[str, str]] = set()
    for score in scores:
        old = before["notices"].get(score.notice, {})
        for name, tally in score.tallies.items():
            if name not in old:
                continue
            shared.add((score.notice, name))
            known = Tally(**_counts(old[name]))
            if round(known.f1, 4) != round(tally.f1, 4):
                moved.append(Moved(score.notice, name, known.f1, tally.f1))
    then = Counter(miss for one in before["misses"] if (miss := Miss(**one)) and (miss.notice, miss.field) in shared)
    now = Counter(miss for one in scores for miss in one.misses if (miss.notice, miss.field) in shared)
    return Gains(tuple(moved), tuple((now - then).elements()), tuple((then - now).elements()))
