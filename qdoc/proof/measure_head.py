"""Owns the head of an official document: mark, document number, red rules, title (7.2, 7.3.1, 10)."""

from __future__ import annotations

from collections.abc import Iterator

from qdoc.proof.pdf_page import Line, Rule
from qdoc.proof.row import Row, absent, exact, near, verdict
from qdoc.proof.seen import Seen

_MM_A_POINT = 25.4 / 72
_TALL = 20.0  # points: red characters as tall as this are the mark
_LONG = 100.0  # mm: a red rule as long as this is the document's
_TOGETHER = 3.0  # mm: two rules as near as this are a double one
_TITLE_POINTS = 22.0
_ABOVE = {"文件": 35, "纪要": 35, "令": 20}  # mm from the type area's top to the mark's: 7.2.4, 10.3, 10.2
_CLAUSE = {"文件": "7.2.4", "纪要": "10.3", "令": "10.2", "信函": "10.1"}


def head_rows(seen: Seen) -> tuple[Row, ...]:
    """The rows of the head; absent where the document has no red mark."""
    kind = seen.described.kind
    if not kind:
        return (absent("发文机关标志", "版心上缘下 35 mm", "没有红色的发文机关标志", "7.2.4"), *_title(seen, None))
    first = seen.pages[0]
    marks = [line for line in first.lines if line.size >= _TALL and any(char.red for char in line.chars)]
    rules = [rule for rule in first.page.rules if rule.red and rule.right - rule.left >= _LONG]
    if not marks:
        return (exact("发文机关标志", "红色，在第1页", "第1页上没有印出来", _CLAUSE[kind], passed=False),)
    red = [char for line in marks for char in line.chars if char.red and char.size >= _TALL]
    expected = seen.places["信函标志上缘"].mm if kind == "信函" else seen.profile.type_top + _ABOVE[kind]
    top, bottom = min(char.top for char in red), max(char.bottom for char in red)
    rows = [near("发文机关标志上缘", expected, top, _CLAUSE[kind])]
    if kind == "信函":
        return (*rows, *_double_rules(seen, rules, bottom, first.page.height), *_title(seen, None))
    if not rules or kind == "纪要":  # 10.3 leaves the rest of its head to the office
        if kind == "文件":
            rows.append(exact("红色分隔线", "1 条", "没有", "7.2.7", passed=False))
        return (*rows, *_title(seen, None))
    rule = rules[0]
    number = next((line for line in reversed(first.lines) if line.bottom <= rule.y and not line.red), None)
    if number is not None:
        height = number.size * _MM_A_POINT
        below = [line for line in first.lines if line.top >= bottom and line.bottom <= rule.y and not line.red]
        head = min(below, key=lambda line: line.middle, default=number)  # 7.2.6: several 签发人 begin above 文号
        rows.append(_blank("文号上空行", 2, head.middle - height / 2 - bottom, seen, height, both=True))
        rows.append(near("红线距文号", seen.places["红线距文号"].mm, rule.y - rule.thick / 2 - number.bottom, "7.2.7"))
    rows.append(near("红线宽", seen.places["红线宽"].mm, rule.right - rule.left, "7.2.7"))
    return (*rows, *_title(seen, rule))


def _double_rules(seen: Seen, rules: list[Rule], mark: float, height: float) -> Iterator[Row]:
    upper = [rule for rule in rules if rule.y < height / 2]
    lower = [rule for rule in rules if rule.y >= height / 2]
    places = seen.places
    for name, found in (("信函上双线", upper), ("信函下双线", lower)):
        double = len(found) == 2 and found[1].y - found[0].y <= _TOGETHER
        expected = places[name].mm
        if not double:
            yield exact(name, "红色双线", f"红线 {len(found)} 条", "10.1", passed=False)
            continue
        upper_edge, lower_edge = found[0].y - found[0].thick / 2, found[1].y + found[1].thick / 2
        yield near(name, expected, upper_edge - mark if name == "信函上双线" else height - lower_edge, "10.1")
        thick = [rule.thick for rule in found]
        order = thick[0] > thick[1] if name == "信函上双线" else thick[0] < thick[1]
        wanted = "上粗下细" if name == "信函上双线" else "上细下粗"
        yield exact(f"{name}粗细", wanted, f"{thick[0]:.2f}、{thick[1]:.2f} mm", "10.1", passed=order)
        yield near(f"{name}宽", places["信函双线宽"].mm, found[0].right - found[0].left, "10.1")


def _title(seen: Seen, rule: Rule | None) -> Iterator[Row]:
    """The type size of every title, and of the first one how many lines are left free above and below."""
    if not seen.described.titles:
        yield absent("标题字号", "2号（22 磅）", "没有“公文标题”样式的段落", "7.3.1")
        return
    pages = [[line for line in page.lines if _is_title(line, seen.described.titles)] for page in seen.pages]
    found = [line for lines in pages for line in lines]
    wrong = [line for line in found if abs(line.size - _TITLE_POINTS) > 0.5]
    told = "；".join(f"“{line.text[:8]}”{line.size:.0f} 磅" for line in wrong[:3]) or f"22 磅，{len(found)} 行"
    if not found:
        yield absent("标题字号", "2号（22 磅）", "印出来的页上没有找到标题", "7.3.1")
        return
    yield exact("标题字号", "2号（22 磅）", told, "7.3.1", passed=not wrong)
    if rule is None or not pages[0]:
        return
    height = _TITLE_POINTS * _MM_A_POINT
    yield _blank("标题上空行", 2, pages[0][0].middle - height / 2 - rule.y, seen, height, both=False)
    below = next((line for line in seen.pages[0].lines if line.base > pages[0][-1].base), None)
    if below is not None:
        gap = below.middle - below.size * _MM_A_POINT / 2 - (pages[0][-1].middle + height / 2)
        yield _blank("标题下空行", 1, gap, seen, height, both=True)


def _is_title(line: Line, titles: tuple[str, ...]) -> bool:
    return not line.red and len(line.text) >= 3 and line.size >= 17 and any(line.text in title for title in titles)


def _blank(name: str, expected: int, gap: float, seen: Seen, height: float, *, both: bool) -> Row:
    """How many lines are free in ``gap``, within half a line: what is over is the leading at one end or at both."""
    leading = max(seen.pitch * 1.14 - height, 0) / 2 * (2 if both else 1)
    lines = (gap - leading) / seen.pitch
    clause = "7.2.5" if name == "文号上空行" else "7.3.1"
    return Row(name, f"{expected} 行", f"{lines:.1f} 行", "±0.5 行", clause, verdict(abs(lines - expected) <= 0.5))
