"""Owns the layers of a file: the notice of issuance and the plan or plans behind it, annexes last."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.parse.head import PLAN_KIND, Head
from qdoc.parse.signature import Signature
from qdoc.parse.view import View

_ISSUES = re.compile(
    r"(?:印发|转发|批转|下发|发给|发布|颁布|制发)(?:给|予)?(?:你们|各地|各单位|你单位|各部门)"
    r"|现(?:予|将|就)?(?:以)?(?:印发|发布|公布|转发)|现公布"
)
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》){3,160})》")
_NOISE_IN_TITLE = re.compile(r"[\s的“”\"‘’'()\[\]<>〈〉《》·—\-–~～,、]")
_BETWEEN = r"[\s的“”\"‘’'()\[\]<>〈〉《》·—\-–~～,、]*"
_ANNEX = re.compile(r"附\s*[件表录](?:\s*[\d一二三四五六七八九十]{1,2})?\s*[:]?\s*")
_PLAN_TITLE = re.compile(rf"{PLAN_KIND}(?:\([^()]{{2,30}}\))*$")
# the title stands in the list of annexes (附件：1.…), not yet above its text
_LISTED = re.compile(r"附\s*件\s*:\s*(?:\d{1,2}\s*[.、])?\s*$|\n\s*\d{1,2}\s*[.、]\s*$")
_REACH = 6000
_ISSUED_IN_TITLE = re.compile(r"(?:印发|转发|批转|下发|发布)(.{6,})通知$")
_LINES_BEFORE_PLAN = 16  # what stands between the sentence of issuance and its plan: annexes' list, signature, remark
_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class PlanZone:
    """One issued plan, or the notice itself: where title, body and end are; ``named`` is the 《title》 quoted."""

    title: tuple[int, int] | None
    start: int
    body: int
    end: int
    named: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Layers:
    """``issuance``: the body of the notice that issues plans, None where it is the plan. Annexes hold no tasks."""

    issuance: tuple[int, int] | None
    plans: tuple[PlanZone, ...]
    annexes: tuple[tuple[int, int], ...]
    signature: Signature | None


def find_layers(view: View, head: Head, signatures: list[Signature], end: int) -> Layers:
    """Split the document.

    A plan is found by the title that the notice quotes (现将《…》印发给你们) where that title is printed again, else by
    what follows the signature of a notice that says it issues something. Without such a sentence the notice itself is
    the plan.
    """
    folded = view.folded
    issue = _ISSUES.search(folded, head.body, min(end, head.body + _REACH))
    if issue is not None and _early(view, head, issue.start()):
        plans = _named_plans(view, issue, end)
        first_signature = next((s for s in signatures if s.start >= issue.start()), None)
        if not plans:
            plans = _plan_of_title(view, head, issue, end)
        if not plans:
            plans = _unnamed_plan(view, issue, first_signature, end)
        if plans:
            signed = next((s for s in signatures if issue.start() <= s.start < plans[0][0]), None)
            zones, annexes = _zones(view, plans, end)
            return Layers((head.body, plans[0][0]), zones, annexes, signed)
    return _single(view, head, signatures, end)


def _early(view: View, head: Head, at: int) -> bool:
    """The sentence of issuance stands in the first paragraphs of the body, before any chapter."""
    between = view.within(head.body, at)
    return at - head.body < 1500 and len(between) <= 8


def _named_plans(view: View, issue: re.Match[str], end: int) -> list[tuple[int, int, tuple[int, int] | None]]:
    """Return (start, end of title, place of the 《title》) for each quoted title that is printed again."""
    folded = view.folded
    begin = max(0, issue.start() - 1200)
    stop = folded.find("。", issue.end())
    stop = stop + 1 if 0 <= stop < issue.end() + 400 else issue.end()
    found: list[tuple[int, int, tuple[int, int] | None]] = []
    at = stop
    for quoted in _QUOTED.finditer(folded, begin, stop):
        letters = _NOISE_IN_TITLE.sub("", quoted[1])
        if len(letters) < 4:
            continue
        again = re.compile(_BETWEEN.join(map(re.escape, letters)) + r"[)〉]?")
        hits = list(again.finditer(folded, stop, end))
        listed = [_LISTED.search(folded[max(stop, hit.start() - 16) : hit.start()]) is not None for hit in hits]
        if len(hits) > 1 and all(listed):
            # the text itself is headed 附件：title as well; only the first is the list
            listed = [i == 0 for i in range(len(hits))]
        for hit, only_listed in zip(hits, listed, strict=True):
            if only_listed:
                continue
            if folded[hit.start() - 1] in "《〈" or folded[hit.end() : hit.end() + 1] in ("》", "〉"):
                continue
            span = _with_brackets(folded, hit.start(), hit.end())
            if all(a >= span[1] or b <= span[0] for a, b, _ in found) and span[0] >= at - 1:
                found.append((span[0], span[1], (quoted.start(1), quoted.end(1))))
            break
    return sorted(found)


def _with_brackets(folded: str, start: int, end: int) -> tuple[int, int]:
    if start and folded[start - 1] in '“"':
        start -= 1
    note = re.compile(r"\s*\((?:试行|暂行|修订|草案|(?:19|20)\d\d[^()]{0,14})\)").match(folded, end)
    return start, note.end() if note else end


def _plan_of_title(
    view: View, head: Head, issue: re.Match[str], end: int
) -> list[tuple[int, int, tuple[int, int] | None]]:
    """The plan that the notice's own title names (关于印发…的通知), printed again as a title of one to three lines.

    However short the plan is, and with or without a signature above it.
    """
    if head.title is None:
        return []
    issued = _ISSUED_IN_TITLE.search(_NOISE_IN_TITLE.sub("", view.folded[slice(*head.title)]))
    if issued is None:
        return []
    lines = view.within(_after_sentence(view.folded, issue.end()), end)[:_LINES_BEFORE_PLAN]
    for at in range(len(lines)):
        for count in range(1, _TITLE_LINES + 1):
            first, last = lines[at], lines[min(at + count, len(lines)) - 1]
            if _NOISE_IN_TITLE.sub("", view.folded[first.start : last.end]) == issued[1]:
                return [(first.start, last.end, None)]
    return []


def _unnamed_plan(
    view: View, issue: re.Match[str], signature: Signature | None, end: int
) -> list[tuple[int, int, tuple[int, int] | None]]:
    """What follows the signature of a notice of issuance is the plan, its title being the short line there."""
    begin = _after_sentence(view.folded, issue.end()) if signature is None else signature.end
    if signature is not None and signature.start - issue.end() > 2500:
        return []
    rest = view.within(begin, end)
    if signature is None or sum(p.end - p.start for p in rest) < 300:
        return []
    quotes = [
        q
        for q in _QUOTED.finditer(view.folded, max(0, issue.start() - 400), issue.end() + 60)
        if _PLAN_TITLE.search(q[1])
    ]
    named = (quotes[-1].start(1), quotes[-1].end(1)) if quotes else None
    first = rest[0]
    annex = _ANNEX.fullmatch(view.folded, first.start, first.end)
    if annex and len(rest) > 1:
        first = rest[1]
    line = view.folded[first.start : first.end]
    if len(line) < 80 and _PLAN_TITLE.search(re.sub(r"\s+", "", line)):
        return [(first.start, first.end, named)]
    return [(rest[0].start, rest[0].start, named)]


def _after_sentence(folded: str, at: int) -> int:
    stop = folded.find("。", at)
    return stop + 1 if stop >= 0 else at


def _zones(
    view: View, plans: list[tuple[int, int, tuple[int, int] | None]], end: int
) -> tuple[tuple[PlanZone, ...], tuple[tuple[int, int], ...]]:
    zones: list[PlanZone] = []
    annexes: list[tuple[int, int]] = []
    for i, (start, title_end, named) in enumerate(plans):
        limit = plans[i + 1][0] if i + 1 < len(plans) else end
        stop = annex_start(view, title_end, limit)
        if stop < limit:
            annexes.append((stop, limit))
        title = (start, title_end) if title_end > start else None
        zones.append(PlanZone(title, start, title_end, stop, named))
    return tuple(zones), tuple(annexes)


def _single(view: View, head: Head, signatures: list[Signature], end: int) -> Layers:
    # only the last signature counts: after it come remarks, colophon and annexes
    start = head.body
    signed = None
    stop = annex_start(view, start, end)
    for s in signatures:
        nameless = s.names_start == s.names_end
        if (s.start <= start + 40 or nameless) and s.end < end - 200:
            continue
        if s.start < stop or signed is None:
            signed = s
    if signed is not None and signed.start > start:
        stop = min(stop, signed.start)
    annexes: list[tuple[int, int]] = []
    after = signed.end if signed is not None and signed.start >= start else stop
    after = max(after, stop)
    if after < end:
        annexes.append((after, end))
    return Layers(None, (PlanZone(None, start, start, stop),), tuple(annexes), signed)


def annex_start(view: View, start: int, end: int) -> int:
    """Return where the annexes of the stretch, or their list, begin (附件, 附表 …); ``end`` where there are none."""
    for p in view.within(start, end):
        found = _ANNEX.match(view.folded, p.start, p.end)
        if found and (found.end() == p.end or found[0].rstrip()[-1] in ":0123456789一二三四五六七八九十"):
            return p.start
    return end
