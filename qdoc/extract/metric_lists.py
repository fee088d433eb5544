"""Owns figures that share words: lists under one verb, and values paired with indicators or years (分别)."""

from __future__ import annotations

import re

from qdoc.extract import metric_context as context
from qdoc.extract import metric_words as wording
from qdoc.extract.metric_scan import Scan, emit
from qdoc.extract.metric_values import Figure
from qdoc.extract.verbs import verb_table
from qdoc.model import Comparator

_EACH = re.compile(r"(?:分别|依次)")
_LIST_SIGN = re.compile(r"[、和与及]")
_ADDRESSED = re.compile(r"^(?:向|对|在|为|从)")
ALONE = re.compile(r"[、和及与或，]?$")


def chained(scan: Scan, previous: Figure, figure: Figure, last: int) -> bool:
    """绿地1000公顷 behind 新增森林3.1万亩、: the verb of the list holds on."""
    text = scan.text
    piece = text[previous.end : figure.start]
    cut = wording.last_separator(piece)
    if cut < 0 or not scan.found:
        return False
    name = piece[cut + 1 :].strip()
    model = scan.found[-1]
    right = text[figure.end : last]
    noun = None if name else wording.noun_behind(right)
    if not name and not noun:
        return False
    if name.startswith(("其中", "比", "较")) or figure.unit is None:
        return False
    begin = previous.end + cut + 1
    end = figure.end if name else figure.end + right.find(noun or "") + len(noun or "")
    first, stop = scan.clause
    own = context.direction(text, figure, name)
    repeated = (
        model.comparator if model.comparator in (Comparator.GROWTH, Comparator.GE, Comparator.GT) else Comparator.COUNT
    )
    bound = own or (repeated if figure.kind == "rate" else Comparator.COUNT, figure.value)
    emit(scan, figure, first, stop, (begin, end), name or noun, model.scope, bound, model.target)
    return True


def paired(scan: Scan, group: list[Figure], first: int, last: int, left: str) -> bool:
    """甲、乙分别达到A、B; 2024年、2025年分别突破A、B; one figure for several rates. False where nothing pairs."""
    words, scope, offset = wording.subject(left)
    years = wording.YEAR.findall(left)
    bounds = [context.direction(scan.text, figure, left) for figure in group]
    bound = bounds[0] or bounds[-1]
    verb = bound[0] if bound else Comparator.COUNT
    words, shared = _shared_noun(words)
    parts = _named_parts(words, len(group))
    for figure in group:
        figure.unit = figure.unit or next((f.unit for f in reversed(group) if f.unit), None)
        figure.kind = figure.kind or next((f.kind for f in reversed(group) if f.kind), "")
    if group[0].unit is None and not context.has_predicate(left):
        return False

    def make(figure: Figure, name: str | None, where: str | None, year: int | None) -> None:
        value = -figure.value if bounds[0] and bounds[0][1] != group[0].value else figure.value
        emit(scan, figure, first, last, (first + offset, group[-1].end), name, where, (verb, value), True, year)

    if len(years) == len(group) > 1:
        name = re.sub(r"^(?:20\d\d年?[、和及与]?)+[，,]?", "", words)
        for figure, year in zip(group, years, strict=True):
            make(figure, name or None, scope, int(year))
    elif len(parts) == len(group) > 1:
        if not shared and not wording.is_measured(parts[0]):
            shared = _shared_measure(parts)
        for figure, part in zip(group, parts, strict=True):
            make(figure, shared or part, (part.removesuffix(shared) or None) if shared else scope, None)
    elif len(group) == 1 and len(parts) > 1 and all(wording.is_measured(part) for part in parts):
        for part in parts:
            make(group[0], part, scope, None)
    elif len(group) > 1:
        for figure in group:
            make(figure, words or None, scope, None)
    else:
        return False
    return True


def _shared_noun(words: str) -> tuple[str, str]:
    """向甲、乙分别推送企业: the names before 分别, and the noun behind it that all the values count."""
    found = _EACH.search(words)
    if not found or words[found.end() :] == "":
        return words, ""
    return words[: found.start()], words[found.end() :]


def _named_parts(words: str, count: int) -> list[str]:
    """The items of the list that ends the words; the first one without the verb and the actor before it."""
    parts = [part for part in _LIST_SIGN.split(words) if part]
    if len(parts) < 2 or count < 2:
        return parts
    parts = parts[-count:] if len(parts) > count else parts
    if not wording.is_measured(parts[0]):
        ends = [m.end() for verb in (verb_table().inner, verb_table().inner_noun) for m in verb.finditer(parts[0], 1)]
        ends = [end for end in ends if end < len(parts[0]) - 1 and parts[0][end] not in "型性化类者的"]
        parts[0] = parts[0][max(ends, default=0) :]
    parts[0] = _ADDRESSED.sub("", parts[0].removeprefix("每年"))
    return parts


def _shared_measure(parts: list[str]) -> str:
    """乘用车和商用车新车排放强度: what is measured, behind the last name; the whole last item where no cut shows."""
    last = parts[-1]
    if not wording.is_measured(last):
        return ""
    cut = next((at for at in range(len(last) - 2, 0, -1) if last[at - 1] == parts[0][-1]), 0)
    return last[cut:] if 0 < cut < len(last) - 2 else last
