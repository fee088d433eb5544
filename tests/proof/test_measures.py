"""Each measure passes on a page as it should be and fails on one that is put wrong by more than its tolerance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdoc.proof.fonts_named import FontsNamed
from qdoc.proof.measure_colophon import colophon_rows
from qdoc.proof.measure_fonts import font_rows
from qdoc.proof.measure_head import head_rows
from qdoc.proof.measure_numbers import number_rows
from qdoc.proof.measure_page import page_rows
from qdoc.proof.pdf_page import Line, Page, Rule
from qdoc.proof.row import Row, Verdict
from qdoc.proof.seen import Seen, see
from qdoc.render.page import INK, PageProfile
from tests.proof.printed import MM, colophon, described, head, line, number, page, plain, running_text

PASSED, FAILED, ABSENT = Verdict.PASSED, Verdict.FAILED, Verdict.ABSENT


def verdicts(rows: tuple[Row, ...]) -> dict[str, Verdict]:
    return {row.name: row.verdict for row in rows}


def ink_page(top: float = 37.0, pitch: float = 29.45 * MM) -> tuple[Line, ...]:
    """A full page of the second profile: 22 lines whose ink begins at ``top``."""
    return running_text(pitch=pitch, top=top - pitch / 2 + 8 * MM)


PAGES: list[tuple[str, Seen, str, Verdict]] = [
    ("纸张", plain(page(1, running_text())), "210×297 mm 1 页", PASSED),
    ("纸张", plain(Page(1, 215.9, 279.4, running_text(), (), ())), "216×279", FAILED),  # an American sheet
    ("版心上缘（行框）", plain(page(1, running_text())), "37.00", PASSED),
    ("版心上缘（行框）", plain(page(1, running_text(20, top=38.5))), "38.50", FAILED),  # a header pushed it down
    ("版心上缘（墨迹）", plain(page(1, ink_page()), profile=INK), "37.00", PASSED),
    ("版心上缘（墨迹）", plain(page(1, ink_page(38.6)), profile=INK), "38.60", FAILED),  # 37 mm taken as Word's margin
    ("版心左缘", plain(page(1, running_text())), "28.00", PASSED),
    ("版心左缘", plain(page(1, [line("质", 25, 50)])), "25.00", FAILED),  # sticks out
    ("版心左缘", plain(page(1, [line("质", 60, 50)])), "没有顶到边", ABSENT),  # all centred
    ("版心右缘", plain(page(1, running_text())), "184.00", PASSED),
    ("版心右缘", plain(page(1, [line("质" * 29, 28, 50)])), "189.57", FAILED),  # a sign hangs out of the type area
    ("版心右缘", plain(page(1, [line("质" * 28 + "。", 28, 50)])), "184.00", PASSED),  # as Word hangs signs
    ("文字不出版心", plain(page(1, [line("质" * 28 + "。", 28, 50)])), "行末标点悬出 1 处", PASSED),
    ("文字不出版心", plain(page(1, [line("质" * 29, 28, 50)])), "出 5.6 mm", FAILED),
    ("版心上缘（行框）", plain(page(1, running_text()), grid=False), "36.19", PASSED),  # the made type stands higher
    ("版心右缘", plain(page(1, [line("质" * 27, 28, 40 + 10 * n) for n in range(8)])), "178.43", FAILED),  # too narrow
    ("版心下缘（行框）", plain(page(1, running_text())), "261.68", PASSED),
    ("版心下缘（墨迹）", plain(page(1, ink_page()), profile=INK), "260.82", PASSED),  # 21 pitches and a character
    ("版心下缘（墨迹）", plain(page(1, ink_page(35.4)), profile=INK), "259.22", FAILED),
    ("文字不出版心", plain(page(1, running_text())), "都在版心内", PASSED),
    ("文字不出版心", plain(page(1, [line("甲乙丙", 28, 264)])), "第1页“甲乙丙”出 4.8 mm", FAILED),
    ("每面行数", plain(page(1, running_text())), "22 行 1 页", PASSED),
    ("每面行数", plain(page(1, running_text(21, pitch=30.3 * MM))), "21 行 1 页", FAILED),  # a grid too wide
    ("每面行数", plain(page(1, running_text(12))), "无整页正文", ABSENT),  # a page that is not full tells nothing
    ("每面行数", plain(page(1, running_text(), Rule(28, 184, 50, 0.2, False))), "无整页正文", ABSENT),  # a table
    ("每行字数", plain(page(1, running_text())), "28 字", PASSED),
    ("每行字数", plain(page(1, running_text(signs=27))), "27 字", FAILED),  # 16 pt without tightening
]  # fmt: skip


@pytest.mark.parametrize(("name", "seen", "told", "verdict"), PAGES)
def test_the_page(name: str, seen: Seen, told: str, verdict: Verdict) -> None:
    row = next(row for row in page_rows(seen) if row.name == name)
    assert told in row.measured
    assert row.verdict is verdict
    assert row.clause


def test_sheets_with_margins_of_their_own_are_no_official_page() -> None:
    own = PageProfile("自定", 18, 18, 15, 15, 579)
    rows = verdicts(page_rows(plain(page(1, running_text()), profile=own, official=False)))
    assert rows == {"纸张": PASSED, "版心": ABSENT}


NUMBERS: list[tuple[str, Seen, Verdict]] = [
    ("页码", plain(page(1, [*running_text(), number(1)])), PASSED),
    ("页码", plain(page(1, running_text())), FAILED),
    ("页码形式", plain(page(1, [number(1, text="1")])), FAILED),  # no dashes
    ("页码形式", plain(page(1, [number(1, text="－1－")])), FAILED),  # the wrong sign
    ("页码形式", plain(page(1, [number(1, size=10.5)])), FAILED),  # 5号
    ("页码顺序", plain(page(1, [number(1)]), page(2, [number(2)])), PASSED),
    ("页码顺序", plain(page(1, [number(1)]), page(2, [number(1)])), FAILED),  # a second section counts anew
    ("页码顺序", plain(page(1, [number(1)]), page(2, [number(1)]), restarted=True), PASSED),  # letters to print
    ("一字线距纸上缘", plain(page(1, [number(1)])), PASSED),
    ("一字线距纸上缘", plain(page(1, [number(1, y=272)])), FAILED),
    ("单页码右缘", plain(page(1, [number(1)])), PASSED),
    ("单页码右缘", plain(page(1, [number(1, left=98)])), FAILED),  # centred, as everywhere else
    ("双页码左缘", plain(page(1, [number(1)]), page(2, [number(2)])), PASSED),
    ("双页码左缘", plain(page(1, [number(1)]), page(2, [number(2, left=160)])), FAILED),  # not mirrored
    ("横排页页码", plain(Page(1, 297, 210, (), (number(1),), ())), PASSED),  # turned, at the sheet's lower edge
    ("横排页页码", plain(Page(1, 297, 210, (number(1, left=140, y=195),), (), ())), FAILED),
    ("横排页页码", plain(page(1, [number(1)])), ABSENT),
]


@pytest.mark.parametrize(("name", "seen", "verdict"), NUMBERS)
def test_page_numbers(name: str, seen: Seen, verdict: Verdict) -> None:
    assert verdicts(number_rows(seen))[name] is verdict


def test_a_sheet_of_the_colophon_alone_and_the_first_page_of_a_letter_need_no_number() -> None:
    bare = replace(colophon(), lines=colophon().lines[:-1])
    assert verdicts(number_rows(see(described(), (page(1, [number(1)]), bare))))["页码"] is PASSED
    assert verdicts(number_rows(see(described(colophon=False), (page(1, [number(1)]), bare))))["页码"] is FAILED
    letter = plain(page(1, running_text()), page(2, [number(2)]), kind="信函")
    assert verdicts(number_rows(letter))["页码"] is PASSED


HEADS = [
    ("发文机关标志上缘", {}, PASSED),
    ("发文机关标志上缘", {"mark": 74.0}, FAILED),
    ("文号上空行", {}, PASSED),
    ("红线距文号", {}, PASSED),
    ("红线距文号", {"rule": 5.5}, FAILED),
    ("红线宽", {"wide": 150.0}, FAILED),
    ("标题字号", {}, PASSED),
    ("标题字号", {"title": 18}, FAILED),  # 小二
    ("标题上空行", {}, PASSED),
]


@pytest.mark.parametrize(("name", "changes", "verdict"), HEADS)
def test_the_head(name: str, changes: dict[str, float], verdict: Verdict) -> None:
    lines, rule = head(**changes)
    assert verdicts(head_rows(see(described(), (page(1, lines, rule),))))[name] is verdict


def test_a_mark_that_is_not_printed_and_a_rule_that_is_missing_are_said() -> None:
    lines, _ = head()
    assert verdicts(head_rows(see(described(), (page(1, lines),))))["红色分隔线"] is FAILED
    assert verdicts(head_rows(see(described(), (page(1, lines[1:]),))))["发文机关标志"] is FAILED
    assert verdicts(head_rows(plain(page(1, lines[2:]))))["发文机关标志"] is ABSENT


LETTERS = [
    ("信函标志上缘", 0.0, PASSED),
    ("信函上双线", 0.0, PASSED),
    ("信函上双线", 2.0, FAILED),
    ("信函上双线宽", 0.0, PASSED),
    ("信函下双线", 0.0, PASSED),
]


@pytest.mark.parametrize(("name", "off", "verdict"), LETTERS)
def test_the_double_rules_of_a_letter(name: str, off: float, verdict: Verdict) -> None:
    high = 44 * MM
    mark = line("云溪区人民政府", 50, 30 + high / 2, size=44, red=True, step=high)
    upper = 30 + high + 4 + off
    rules = [Rule(20, 190, upper + 0.4, 0.8, True), Rule(20, 190, upper + 1.5, 0.3, True)]
    rules += [Rule(20, 190, 275.8, 0.3, True), Rule(20, 190, 276.6, 0.8, True)]
    rows = verdicts(head_rows(see(described(kind="信函"), (page(1, [mark], *rules),))))
    assert rows[name if name != "信函标志上缘" else "发文机关标志上缘"] is verdict
    swapped = [replace(rule, thick=1.1 - rule.thick) for rule in rules]
    rows = verdicts(head_rows(see(described(kind="信函"), (page(1, [mark], *swapped),))))
    assert rows["信函上双线粗细"] is rows["信函下双线粗细"] is FAILED


COLOPHONS = [
    ("版记末线", {}, PASSED),
    ("版记末线", {"last": 259.3}, FAILED),  # a text box whose last line is empty
    ("版记线宽", {}, PASSED),
    ("版记线宽", {"wide": 150.0}, FAILED),
    ("版记线粗细（推荐）", {}, PASSED),
    ("版记线粗细（推荐）", {"thick": (0.35, 0.7, 0.35)}, FAILED),
]


@pytest.mark.parametrize(("name", "changes", "verdict"), COLOPHONS)
def test_the_colophon(name: str, changes: dict[str, float], verdict: Verdict) -> None:
    seen = see(described(), (page(1, running_text()), colophon(**changes)))  # type: ignore[arg-type]
    assert verdicts(colophon_rows(seen, both_sides=False))[name] is verdict


def test_the_colophon_ends_an_even_page_where_that_is_asked() -> None:
    even = see(described(), (page(1, running_text()), colophon()))
    odd = see(described(), (replace(colophon(), number=1),))
    assert verdicts(colophon_rows(even, both_sides=True))["版记在双数页"] is PASSED
    assert verdicts(colophon_rows(odd, both_sides=True))["版记在双数页"] is FAILED
    assert "版记在双数页" not in verdicts(colophon_rows(odd, both_sides=False))


def test_a_colophon_that_does_not_print_is_said() -> None:
    seen = see(described(), (page(1, running_text()),))
    assert verdicts(colophon_rows(seen, both_sides=False)) == {"版记": FAILED}
    assert verdicts(colophon_rows(plain(page(1, [])), both_sides=False)) == {"版记": ABSENT}


def test_faces() -> None:
    good, bad = FontsNamed(("仿宋_GB2312",), (), 0), FontsNamed(("等线",), ("云溪区",), 3)
    assert set(verdicts(font_rows(good)).values()) == {PASSED}
    assert set(verdicts(font_rows(bad)).values()) == {FAILED}
    assert "本单位自选 1 种" in font_rows(FontsNamed(("等线",), (), 0))[0].measured
