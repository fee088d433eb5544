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
_CHARACTER_3_MM = 5.54  # the height of a character of 3号, as 3.2 counts lines
_FLUSH = 0.6  # mm: a line that begins or ends so near the edge touches it
_EVEN = 0.4  # mm: lines so evenly spaced are running text
_LONG, _ENOUGH = 100.0, 6  # a rule of so many mm, and so many lines of text, reach from edge to edge
_HANGING = "，。、；：！？）》〉」』”’,.;:!?)"
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
        _side(seen, "版心右缘", A4_MM[0] - seen.profile.right, _right_end, max),
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
        if seen.ink and first.right < A4_MM[0] - seen.profile.right - seen.pitch:
            continue  # the ink of a short heading does not reach the height of a line of text
        edge = first.top if seen.ink else seen.box_top(first)
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
    """A side of the type area: the outermost edge of text or rule on each page that has enough to reach it.

    A page with a few short lines reaches no side; what it has counts only where it sticks out.
    """
    sides = []
    for page in seen.upright:
        rules = [rule for rule in page.page.rules if not rule.red and rule.right - rule.left > _LONG]
        lines = [Line(_unhung(line, A4_MM[0] - seen.profile.right)) for line in page.lines]
        reached = [edge(line) for line in lines] + [edge(rule) for rule in rules]
        if not reached:
            continue
        side = outermost(reached)
        if rules or sum(map(_is_body, lines)) >= _ENOUGH or outermost((side, expected)) == side:
            sides.append((side, page.place))
    if not sides:
        return absent(name, f"{expected:.1f} mm", "没有顶到边的文字或线", "5.2.1")
    measured, place = max(sides, key=lambda one: abs(one[0] - expected))
    return near(name, expected, measured, "5.2.1", note=place)


def _right_end(reached: Line | Rule) -> float:
    """Where a line ends: a closing sign by its ink, for half its width is white and may be pressed out of the edge."""
    if isinstance(reached, Line) and reached.chars[-1].text in _HANGING:
        return min(reached.right, reached.chars[-1].right)
    return reached.right


def _bottom(seen: Seen, full: list[SeenPage]) -> Row:
    """The lower edge of a full page: of its last line's box, or of its ink.

    From ink to ink 22 lines are 21 pitches and a character (3.2), 1.3 mm less than the 225 mm of the type area.
    """
    how = "墨迹" if seen.ink else "行框"
    expected = A4_MM[1] - seen.profile.type_bottom
    if seen.ink:
        expected = seen.profile.type_top + (LINES_A_PAGE - 1) * seen.pitch + _CHARACTER_3_MM
    if not full:
        return absent(f"版心下缘（{how}）", f"{expected:.1f} mm", _NONE_FULL, "5.2.1")
    found = [
        (page.lines[-1].bottom if seen.ink else seen.box_top(page.lines[-1]) + seen.pitch, page.place) for page in full
    ]
    measured, place = max(found, key=lambda one: abs(one[0] - expected))
    return near(f"版心下缘（{how}）", expected, measured, "3.2" if seen.ink else "5.2.1", note=place)


def _outside(seen: Seen) -> Row:
    """How far anything but page numbers stands outside the type area; landscape sheets have theirs turned.

    A sign that hangs over the edge at a line's end is no fault: Word's own rule (允许标点溢出边界), and it is counted.
    """
    worst, where, hung = 0.0, "都在版心内", 0
    for page in seen.pages:
        left, top, right, bottom = _edges(seen, page)
        for line in page.lines:
            chars = _unhung(line, right)
            hung += len(chars) < len(line.chars)
            over = max(left - chars[0].left, chars[-1].right - right, top - line.top, line.bottom - bottom)
            if over > worst:
                worst = over
                where = f"{page.place}“{line.text[:8]}”出 {worst:.1f} mm"
    told = where + (f"（行末标点悬出 {hung} 处，不计）" if hung else "")
    passed = worst <= TOLERANCE_MM
    return Row("文字不出版心", "0 mm", told, f"{TOLERANCE_MM:g} mm", "5.2.1", verdict(passed))


def _edges(seen: Seen, page: SeenPage) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the type area of a page."""
    profile = seen.profile
    if page.page.landscape:
        right, bottom = page.page.width - profile.type_top, page.page.height - profile.right
        return profile.type_bottom, profile.left, right, bottom
    letter = seen.described.kind == "信函" and page.page.number == 1
    top = 0.0 if letter else profile.type_top  # a letter's mark stands above the type area
    return profile.left, top, A4_MM[0] - profile.right, A4_MM[1] - profile.type_bottom


def _unhung(line: Line, right: float) -> tuple[Char, ...]:
    """The characters without a closing sign that begins at the right edge."""
    last = line.chars[-1]
    hangs = len(line.chars) > 1 and last.text in _HANGING and abs(last.start - right) <= _FLUSH
    return line.chars[:-1] if hangs else line.chars


def _is_full(page: SeenPage, seen: Seen) -> bool:
    """A page of nothing but evenly spaced text, from the top, on which no further line has room."""
    lines = page.lines
    if len(lines) < LINES_A_PAGE // 2 or page.page.rules or not all(_is_body(line) for line in lines):
        return False
    gaps = sorted(below.base - above.base for above, below in pairwise(lines))
    gap = gaps[len(gaps) // 2]
    if gaps[-1] - gap > gap / 2 or lines[0].middle - gap > seen.profile.type_top + _EVEN:
        return False
    room = A4_MM[1] - seen.profile.bottom - (lines[-1].middle + gap / 2)
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
    whole = [
        len(_unhung(line, right)) for line in lines if line.left <= left + _FLUSH and all(map(_is_wide, line.chars))
    ]
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
