"""Owns page numbers: — 1 — in 4号, odd right, even left, dashes 7 mm below the type area, counting on (7.5, 8)."""

from __future__ import annotations

from collections.abc import Callable

from qdoc.proof.row import Row, absent, exact, near
from qdoc.proof.seen import PageNumber, Seen, SeenPage

_SIZE = (13.5, 14.5)  # points: 4号
_SMALL = 14.6  # points: nothing larger stands in a colophon


def number_rows(seen: Seen) -> tuple[Row, ...]:
    """The rows of the page numbers; absent where the document has no page field."""
    if not seen.described.numbered:
        return (absent("页码", "— 1 —", "文件没有页码域", "7.5"),)
    numbers = [(page.number, page.place) for page in seen.pages if page.number is not None]
    rows = [_present(seen), _form(numbers), _sequence(seen)]
    if not seen.described.official:
        return (*rows, absent("页码位置", "版心下 7 mm", "页边距自定", "7.5"))
    rightly = [(number, place) for number, place in numbers if number.upright]
    places = seen.places
    rows.append(_worst("一字线距纸上缘", places["一字线"].mm, rightly, _dash))
    odd = [one for one in rightly if one[0].value % 2]
    even = [one for one in rightly if not one[0].value % 2]
    rows.append(_worst("单页码右缘", places["单页码右缘"].mm, odd, lambda number: number.line.right))
    rows.append(_worst("双页码左缘", places["双页码左缘"].mm, even, lambda number: number.line.left))
    return (*rows, _turned(seen))


def _present(seen: Seen) -> Row:
    bare = [page.place for page in seen.pages if page.number is None and not _may_be_bare(page, seen)]
    told = f"缺：{'、'.join(bare)}" if bare else f"{len(seen.pages)} 页，都有（或可以不编）"
    return exact("页码", "每页都有", told, "7.5", passed=not bare)


def _may_be_bare(page: SeenPage, seen: Seen) -> bool:
    """A blank page, a page that holds only the colophon, and the first pages of a letter (7.5, 10.1)."""
    if seen.described.kind == "信函" and (page.page.number == 1 or len(seen.pages) == 2):
        return True
    last = page.page.number == len(seen.pages)
    return not page.lines or (last and seen.described.colophon and all(line.size <= _SMALL for line in page.lines))


def _form(numbers: list[tuple[PageNumber, str]]) -> Row:
    wrong = [
        f"{place}“{number.line.text}”{number.line.size:.0f} 磅"
        for number, place in numbers
        if not number.dashed or not _SIZE[0] <= number.line.size <= _SIZE[1]
    ]
    if not numbers:
        return absent("页码形式", "— 1 —，4号", "没有页码", "7.5")
    return exact("页码形式", "— 1 —，4号", "；".join(wrong[:3]) or f"{len(numbers)} 个都是", "7.5", passed=not wrong)


def _sequence(seen: Seen) -> Row:
    found = [(page.page.number, page.number.value) for page in seen.pages if page.number is not None]
    wrong, before = [], (0, 0)
    for page, value in found:
        follows = value - before[1] == page - before[0]
        if not follows and not (value == 1 and seen.described.restarted):
            wrong.append(f"第{page}页印 {value}")
        before = (page, value)
    told = "；".join(wrong[:3]) or (f"{found[0][1]}–{found[-1][1]}" if found else "没有页码")
    each = "，各份从 1 起" if seen.described.restarted and not wrong else ""
    return exact("页码顺序", "从 1 连编", told + each, "7.5", passed=not wrong)


def _worst(
    name: str, expected: float, numbers: list[tuple[PageNumber, str]], where: Callable[[PageNumber], float]
) -> Row:
    if not numbers:
        return absent(name, f"{expected:.1f} mm", "没有这样的页码", "7.5")
    measured, place = max(((where(number), place) for number, place in numbers), key=lambda one: abs(one[0] - expected))
    return near(name, expected, measured, "7.5", note=place)


def _dash(number: PageNumber) -> float:
    """The height of the dashes; of the number's middle where it has none."""
    dashes = [char for char in number.line.chars if not char.text.isdigit()]
    return (dashes[0].top + dashes[0].bottom) / 2 if dashes else number.line.middle


def _turned(seen: Seen) -> Row:
    pages = [page for page in seen.pages if page.page.landscape]
    name, expected = "横排页页码", "与竖排页同位置"
    if not pages:
        return absent(name, expected, "没有横排页", "8")
    wrong = [page.place for page in pages if page.number is not None and not page.number.upright]
    told = (
        f"{'、'.join(wrong[:4])}{f' 等 {len(wrong)} 页' if len(wrong) > 4 else ''}印在横排页的下边"
        if wrong
        else f"{len(pages)} 页"
    )
    return exact(name, expected, told, "8", passed=not wrong)
