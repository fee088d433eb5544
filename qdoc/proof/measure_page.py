"""Owns the page itself: paper, type area, and the 28 characters by 22 lines of a full page of text (5.1, 5.2)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from qdoc.proof.pdf_page import Char, Line, Rule
from qdoc.proof.row import TOLERANCE_MM, Row, absent, exact, near, verdict
from qdoc.proof.seen import Seen, SeenPage
from qdoc.render.page_places import A4_MM, CHARACTERS_A_LINE, LINES_A_PAGE

_PAPER_MM = 2.0  # 6.2: the trimmed sheet may be 2 mm off
_BODY = (15.0, 17.0)  # points: 3号
_FLUSH = 0.6  # mm: a line that begins or ends so near the edge touches it
_EVEN = 0.4  # mm: lines so evenly spaced are running text
_NONE_FULL = "无整页正文"


def page_rows(seen: Seen) -> tuple[Row, ...]:
    """Paper, the four edges of the type area, what sticks out of it, and the grid."""
    if not seen.described.official:
        own = f"页边距自定（{seen.profile.top:g}/{seen.profile.bottom:g}/{seen.profile.left:g}/{seen.profile.right:g}）"
        return _paper(seen), absent("版心", "156×225 mm", own, "5.2.1")
    full = [page for page in seen.upright if _is_full(page, seen)]
    return (
        _paper(seen),
        _top(seen),
        _side(seen, "版心左缘", seen.profile.left, lambda line: line.left, min),
        _side(seen, "版心右缘", A4_MM[0] - seen.profile.right, lambda line: line.right, max),
        _bottom(seen, full),
        _outside(seen),
        _lines(full),
        _characters(seen, full),
    )


def _paper(seen: Seen) -> Row:
    far, place = max((_off_paper(page), page.place) for page in seen.pages)
    sizes = Counter(f"{page.page.width:.0f}×{page.page.height:.0f}" for page in seen.pages)
    told = "、".join(f"{size} mm {count} 页" for size, count in sizes.items())
    worst = f"，{place}差 {far:.1f}" if far > _PAPER_MM else ""
    return Row("纸张", "210×297 mm", told + worst, f"±{_PAPER_MM:g} mm", "5.1", verdict(far <= _PAPER_MM))


def _off_paper(page: SeenPage) -> float:
    short, long = sorted((page.page.width, page.page.height))
    return max(abs(short - A4_MM[0]), abs(long - A4_MM[1]))


def _is_body(line: Line) -> bool:
    return _BODY[0] <= line.size <= _BODY[1] and not line.red


def _top(seen: Seen) -> Row:
    """The upper edge: of the ink, or of the first line's box, on pages that begin with text of 3号.

    Whole blank lines at the top of a page (above a signature) are counted off.
    """
    how = "墨迹" if seen.ink else "行框"
    expected = seen.profile.type_top
    found = []
    for page in seen.upright:
        first = page.lines[0] if page.lines else None
        headed = seen.described.mark and page.page.number == 1
        if first is None or headed or not _is_body(first) or any(rule.y < first.bottom for rule in page.page.rules):
            continue
        edge = first.top if seen.ink else first.middle - seen.pitch / 2
        found.append((edge - round((edge - expected) / seen.pitch) * seen.pitch, page.place))
    if not found:
        return absent(f"版心上缘（{how}）", f"{expected:.1f} mm", "没有以正文开头的页", "5.2.1")
    measured, place = max(found, key=lambda one: abs(one[0] - expected))
    return near(f"版心上缘（{how}）", expected, measured, "5.2.1", note=place)


def _side(
    seen: Seen,
    name: str,
    expected: float,
    edge: Callable[[Line | Rule], float],
    outermost: Callable[[Iterable[float]], float],
) -> Row:
    """A side of the type area: the outermost edge of text or rule; absent where nothing comes near it."""
    sides = []
    for page in seen.upright:
        rules = [rule for rule in page.page.rules if not rule.red]
        reached = [edge(line) for line in page.lines] + [edge(rule) for rule in rules]
        if reached:
            sides.append((outermost(reached), page.place))
    touching = [
        (side, place) for side, place in sides if abs(side - expected) <= 3 or outermost((side, expected)) == side
    ]
    if not touching:
        return absent(name, f"{expected:.1f} mm", "没有顶到边的文字或线", "5.2.1")
    measured, place = max(touching, key=lambda one: abs(one[0] - expected))
    return near(name, expected, measured, "5.2.1", note=place)


def _bottom(seen: Seen, full: list[SeenPage]) -> Row:
    how = "墨迹" if seen.ink else "行框"
    expected = A4_MM[1] - seen.profile.type_bottom
    if not full:
        return absent(f"版心下缘（{how}）", f"{expected:.1f} mm", _NONE_FULL, "5.2.1")
    found = [
        (page.lines[-1].bottom if seen.ink else page.lines[-1].middle + seen.pitch / 2, page.place) for page in full
    ]
    measured, place = max(found, key=lambda one: abs(one[0] - expected))
    return near(f"版心下缘（{how}）", expected, measured, "5.2.1", note=place)


def _outside(seen: Seen) -> Row:
    """How far anything but page numbers stands outside the type area; landscape sheets have theirs turned."""
    worst, where = 0.0, "都在版心内"
    profile = seen.profile
    for page in seen.pages:
        left, top, right, bottom = profile.left, profile.type_top, profile.right, profile.type_bottom
        if page.page.landscape:
            left, top, right, bottom = profile.type_bottom, profile.left, profile.type_top, profile.right
        if seen.described.kind == "信函" and page.page.number == 1:
            top = 0.0  # its mark stands above the type area
        over = [
            max(left - line.chars[0].left, line.chars[-1].right - (page.page.width - right),
                top - line.top, line.bottom - (page.page.height - bottom))
            for line in page.lines
        ]  # fmt: skip
        if over and max(over) > worst:
            worst = max(over)
            text = page.lines[over.index(worst)].text[:8]
            where = f"{page.place}“{text}”出 {worst:.1f} mm"
    passed = worst <= TOLERANCE_MM
    return Row("文字不出版心", "0 mm", where, f"{TOLERANCE_MM:g} mm", "5.2.1", verdict(passed))


def _is_full(page: SeenPage, seen: Seen) -> bool:
    """A page of nothing but evenly spaced text, from the top, on which no further line has room."""
    lines = page.lines
    if len(lines) < LINES_A_PAGE // 2 or page.page.rules or not all(_is_body(line) for line in lines):
        return False
    gaps = sorted(below.base - above.base for above, below in pairwise(lines))
    gap = gaps[len(gaps) // 2]
    if gaps[-1] - gap > gap / 2 or lines[0].middle - gap > seen.profile.type_top + _EVEN:
        return False
    room = A4_MM[1] - seen.profile.type_bottom - (lines[-1].middle + gap / 2)
    return room < gap - _EVEN


def _lines(full: Iterable[SeenPage]) -> Row:
    counts = Counter(len(page.lines) for page in full)
    if not counts:
        return absent("每面行数", f"{LINES_A_PAGE}", _NONE_FULL, "5.2.3")
    told = "、".join(f"{lines} 行 {pages} 页" for lines, pages in sorted(counts.items()))
    return exact("每面行数", f"{LINES_A_PAGE}", told, "5.2.3", passed=set(counts) == {LINES_A_PAGE})


def _characters(seen: Seen, full: Iterable[SeenPage]) -> Row:
    """Characters that a line holds, by the advance of lines that are not stretched.

    Counting a stretched line would not do: it may be one short where the next sign may not begin a line.
    """
    left, right = seen.profile.left, A4_MM[0] - seen.profile.right
    lines = [line for page in full for line in page.lines]
    steps = sorted(
        after.start - char.start
        for line in lines
        if line.right < right - 2 * _FLUSH
        for char, after in pairwise(line.chars)
        if _is_wide(char) and _is_wide(after)
    )
    whole = [len(line.chars) for line in lines if line.left <= left + _FLUSH and all(map(_is_wide, line.chars))]
    if not steps:
        return absent("每行字数", f"{CHARACTERS_A_LINE}", _NONE_FULL, "5.2.3")
    step = steps[len(steps) // 2]
    room = int((right - left) / step + 0.02)
    most = max(whole, default=0)
    told = f"{room} 字（字距 {step:.2f} mm" + (f"，最满的一行 {most} 字）" if most else "）")
    passed = room == CHARACTERS_A_LINE and most <= CHARACTERS_A_LINE
    return exact("每行字数", f"{CHARACTERS_A_LINE}", told, "5.2.3", passed=passed)


def _is_wide(char: Char) -> bool:
    return unicodedata.east_asian_width(char.text) in "WF"
