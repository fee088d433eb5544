"""Owns the colophon (版记): on the last page, its last rule on the type area's lower edge, thick, thin, thick (7.4)."""

from __future__ import annotations

from qdoc.proof.pdf_page import Line, Rule
from qdoc.proof.row import Row, absent, exact, near, verdict
from qdoc.proof.seen import Seen, SeenPage

_SMALL = 14.6  # points: what stands in a colophon is 4号
_LONG = 140.0  # mm
_REACH = 15.0  # mm: a rule further from the colophon's text than this is another's
_THICK_MM = 0.1


def colophon_rows(seen: Seen, *, both_sides: bool) -> tuple[Row, ...]:
    """The rows of the colophon; absent where there is none. ``both_sides``: printed so, it must end an even page."""
    if not seen.described.colophon:
        return (absent("版记", "末页，版心下缘", "没有版记", "7.4"),)
    page = seen.pages[-1]
    printed = _printed(page)
    if printed is None:
        if seen.described.kind == "信函":
            return (absent("版记", "末页，版心下缘", "信函版记不印印发机关和日期，不加线", "10.1"),)
        return (exact("版记", "末页", "末页上没有“印发”一行", "7.4.1", passed=False),)
    rules = _rules(page, printed)
    rows = [exact("版记", "末页", page.place, "7.4.1", passed=True)]
    if not rules:
        return (*rows, exact("版记分隔线", "首条、末条", "没有", "7.4.1", passed=False))
    rows.append(near("版记末线", seen.places["版记末线"].mm, rules[-1].y + rules[-1].thick / 2, "7.4.1"))
    worst = max(rules, key=lambda rule: abs(rule.right - rule.left - seen.places["版心宽"].mm))
    rows.append(near("版记线宽", seen.places["版心宽"].mm, worst.right - worst.left, "7.4.1"))
    rows.append(_weights(seen, rules))
    if both_sides:
        even = page.page.number % 2 == 0
        rows.append(exact("版记在双数页", "双数页", page.place, "双面印刷", passed=even))
    return tuple(rows)


def _printed(page: SeenPage) -> Line | None:
    """The line of the printing office and day, the last of a colophon."""
    found = [line for line in page.lines if line.size <= _SMALL and line.text.endswith("印发")]
    return found[-1] if found else None


def _rules(page: SeenPage, printed: Line) -> list[Rule]:
    """The colophon's rules from the first to the last: what lies between them is small text."""
    long = [rule for rule in page.page.rules if not rule.red and rule.right - rule.left >= _LONG]
    below = [rule for rule in long if 0 <= rule.y - printed.bottom <= _REACH][:1]
    above: list[Rule] = []
    edge = printed.top
    for rule in sorted((rule for rule in long if rule.y <= printed.top), key=lambda rule: -rule.y):
        between = [line for line in page.lines if rule.y < line.middle < edge]
        if edge - rule.y > _REACH * (1 + len(between)) or any(line.size > _SMALL for line in between):
            break
        above.insert(0, rule)
        edge = rule.y
    return above + below


def _weights(seen: Seen, rules: list[Rule]) -> Row:
    thick, thin = seen.places["版记粗线"].mm, seen.places["版记细线"].mm
    wanted = [thick, *[thin] * (len(rules) - 2), thick][: len(rules)]
    passed = len(rules) >= 2 and all(
        abs(rule.thick - one) <= _THICK_MM for rule, one in zip(rules, wanted, strict=True)
    )
    told = "、".join(f"{rule.thick:.2f}" for rule in rules)
    return Row(
        "版记线粗细（推荐）", f"首末 {thick:g}，中间 {thin:g} mm", f"{told} mm", f"±{_THICK_MM:g} mm", "7.4.1",
        verdict(passed),
    )  # fmt: skip
