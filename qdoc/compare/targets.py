"""Owns retargeted: figures to be reached that changed, came or went."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from rapidfuzz.fuzz import ratio

from qdoc.compare.amounts import amount, scaled
from qdoc.compare.diff import ChangeKind, Detail
from qdoc.compare.items import bare
from qdoc.model import Metric

_SAME_INDICATOR = 0.5
_OTHER_BINDING = 0.4  # an increment (新增20家) is no total (累计达到45家)
_SAME_ITEM = 0.3  # what it counts for that both stand in one obligation
_SAME_SCOPE = 0.5
_FORECAST = "预计"  # 预计高校毕业生1170万人: what will be, not what is to be reached
_NO_LABEL = re.compile(r"\d|^[的和与及由按]|[的由为是每按]$")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def metric_changes(
    before: Sequence[Metric],
    after: Sequence[Metric],
    became: Mapping[str, str] | None = None,
    texts: tuple[str, str] = ("", ""),
) -> list[Detail]:
    """Targets whose value, comparator, scope or unit differs, and figures that stand on one side only.

    A direction without a figure (提高知晓度) is a target's change only against its counterpart.

    The surest pairs go first, so that an elliptic target (累计达到40项) finds its counterpart.

    Args:
        before: metrics of the earlier year's tasks.
        after: those of the later year's.
        became: obligation id before → id after, where they are known to be one.
        texts: the words of both sides; a figure whose very words stand on the other side is no change there, however
            it was read.
    """
    old, new = ([m for m in side if m.target and m.hedge != _FORECAST] for side in (before, after))
    pairs = _pairs(old, new, became or {})
    was, now = bare(texts[0]), bare(texts[1])
    details = []
    for j, metric in enumerate(new):
        if j not in pairs:
            if metric.value is not None and bare(metric.quote) not in was:
                details.append(Detail(ChangeKind.RETARGETED, _label(metric), None, metric.quote, None, _span(metric)))
            continue
        other = old[pairs[j]]
        if (_wanted(other) != _wanted(metric) or _other_scope(other, metric)) and bare(other.quote) != bare(
            metric.quote
        ):
            spans = _span(other), _span(metric)
            details.append(Detail(ChangeKind.RETARGETED, _label(metric), other.quote, metric.quote, *spans))
    alone = [metric for i, metric in enumerate(old) if i not in pairs.values() and metric.value is not None]
    left = [metric for metric in alone if bare(metric.quote) not in now]
    return details + [Detail(ChangeKind.RETARGETED, _label(m), m.quote, None, _span(m), None) for m in left]


def _pairs(old: Sequence[Metric], new: Sequence[Metric], became: Mapping[str, str]) -> dict[int, int]:
    """Place in ``new`` → place in ``old``: the surest first; shares that are left on both sides in their order.

    What a share is of is often told in words too far off to be compared; that it was not there would be untrue.
    """
    scored = sorted(
        (
            (_same_target(a, b) + _SAME_ITEM * _one_item(a, b, became), i, j)
            for i, a in enumerate(old)
            for j, b in enumerate(new)
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    pairs: dict[int, int] = {}
    for score, i, j in scored:
        if score >= _SAME_INDICATOR and i not in pairs.values() and j not in pairs:
            pairs[j] = i
    shares = (
        [at for at, m in enumerate(old) if m.unit == "%" and at not in pairs.values()],
        [at for at, m in enumerate(new) if m.unit == "%" and at not in pairs],
    )
    return pairs | {j: i for i, j in zip(*shares, strict=False)}


def _span(metric: Metric) -> tuple[int, int]:
    return metric.start, metric.end


def _wanted(metric: Metric) -> tuple[object, ...]:
    return (metric.comparator, *amount(metric))


def _other_scope(old: Metric, new: Metric) -> bool:
    """Whether both say whom the figure is for, and say somebody else (规模以上企业, 全部商户)."""
    if not old.scope or not new.scope:
        return False
    return ratio(old.scope, new.scope) < 100 * _SAME_SCOPE


def _one_item(old: Metric, new: Metric, became: Mapping[str, str]) -> bool:
    return old.obligation is not None and became.get(old.obligation, "") == new.obligation


def _same_target(old: Metric, new: Metric) -> float:
    """How surely two metrics measure the same thing: by what they measure, or by their words around the figure."""
    subjects = ratio(f"{old.scope or ''}{old.indicator or ''}", f"{new.scope or ''}{new.indicator or ''}") / 100
    words = ratio(_FIGURE.sub("", old.quote), _FIGURE.sub("", new.quote)) / 100
    bound_alike = (old.comparator, scaled(old.unit)[0]) == (new.comparator, scaled(new.unit)[0])
    return max(subjects, words) - (0.0 if bound_alike else _OTHER_BINDING)


def _label(metric: Metric) -> str:
    """What a metric is called in a table: its indicator where that is a short name in the quotation, whole words."""
    from qdoc.extract.words import cut

    name = metric.indicator or ""
    at = metric.quote.find(name)
    if not 2 <= len(name) <= 12 or at < 0 or _NO_LABEL.search(name):
        return "指标"
    ends = [0, *accumulate(map(len, cut(metric.quote)))]
    return name if at in ends and at + len(name) in ends else "指标"
