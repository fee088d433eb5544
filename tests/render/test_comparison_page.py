"""对照.html and 年度脉络.html: what they show, that nothing runs or loads, and that filters work in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qdoc.compare.diff import ChangeKind, Detail, PlanDiff, Side, TaskPlace
from qdoc.compare.highlights import highlights
from qdoc.render.comparison_page import comparison_html
from qdoc.render.trend_page import trend_html
from tests.compare.three_years import reading, three_years
from tests.render.browser import browsing
from tests.render.test_comparison_docx import CHANGES, DIFF, NEW, OLD

UNITS = ({"2025/t01": ("区市场监管局",)}, {"2026/t05": ("区住建局", "区市场监管局")})
EVIL = '</section><script>alert(1)</script><img src=x onerror="alert(2)">\u202e\x00'


class Page(HTMLParser):
    """What of a page could act or load, its ids, and the texts of its cards."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.ids: list[str] = []
        self.marked: list[str] = []
        self.shown = ""
        self._in_mark = False
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        loads = [name for name in names if name in ("src", "srcset", "data", "action") or name.startswith("on")]
        if loads or tag in ("iframe", "object", "embed", "link", "base", "form", "img"):
            self.acting.append(f"{tag} {loads}")
        if tag == "a" and not (names.get("href") or "").startswith("#"):
            self.acting.append(str(names))
        self.ids += [names["id"] or ""] if "id" in names else []
        self._in_mark = tag == "mark"

    def handle_data(self, data: str) -> None:
        self.shown += data
        if self._in_mark:
            self.marked.append(data)
            self._in_mark = False


def evil_pair() -> bytes:
    places = (TaskPlace("2026/t01", "1.", EVIL, 0, len(EVIL)),)
    side = Side(EVIL, 2026, EVIL, places)
    detail = Detail(ChangeKind.RETARGETED, EVIL, EVIL, EVIL)
    change = replace(CHANGES[0], before=("2026/t01",), after=("2026/t01",), details=(detail,))
    words = {"2026/t01": EVIL}
    units = {"2026/t01": (EVIL,)}
    return comparison_html(PlanDiff(side, side, (change,)), words, words, units=(units, units))


def trend_page() -> bytes:
    return trend_html(three_years(), [reading(year).wordings() for year in (2024, 2025, 2026)])


PAGES = {"对照": lambda: comparison_html(DIFF, OLD, NEW, units=UNITS), "脉络": trend_page, "恶意": evil_pair}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_or_loads_but_the_one_script_and_style_of_the_policy(name: str) -> None:
    data = PAGES[name]()
    assert data == PAGES[name](), "the same bytes"
    text = data.decode("utf-8")
    assert Page(data).acting == []
    assert text.count("<script") == text.count("<style") == 1
    assert "http:" not in text.replace("http://www.w3.org", "")
    assert "https:" not in text
    for tag, policy in (("script", "script-src"), ("style", "style-src")):
        code = re.search(f"<{tag}>(.*)</{tag}>", text, re.DOTALL)
        assert code
        digest = base64.b64encode(hashlib.sha256(code[1].encode()).digest()).decode()
        assert f"{policy} 'sha256-{digest}'" in text
    assert "default-src 'none'" in text
    assert len(set(Page(data).ids)) == len(Page(data).ids), "every anchor once"


def test_every_task_stands_in_a_card_with_an_anchor_and_what_changed_is_marked() -> None:
    old = {**OLD, "2025/t01": "1.电梯安全.评估100台."}
    before = replace(
        DIFF.before,
        tasks=(TaskPlace("2025/t01", "1.", "电梯安全", 50, 50 + len(old["2025/t01"])), *DIFF.before.tasks[1:]),
    )
    detail = Detail(ChangeKind.RETARGETED, "电梯评估", "评估100台", "评估200台", (57, 63), None)
    diff = replace(DIFF, before=before, changes=(replace(CHANGES[0], details=(detail,)), *CHANGES[1:]))
    page = Page(comparison_html(diff, old, NEW, units=UNITS))
    assert {"b-1", "b-2", "b-3", "b-4", "a-1", "a-2", "a-3", "a-4", "a-（五）", "g1", "g5"} <= {*page.ids}
    assert page.marked == ["评估100台"]
    assert "次选" not in page.shown
    for words in ("电梯安全", "食品药品安全", "夜间施工", "计量惠民"):
        assert words in page.shown


def test_connectors_join_each_task_of_a_group_with_each() -> None:
    text = comparison_html(DIFF, OLD, NEW).decode()
    rows = re.findall(r'<section class="row.*?</section>', text, re.DOTALL)
    assert [row.count("<path") for row in rows] == [1, 2, 1, 0, 0]  # carried, split in two, carried, new, dropped
    assert "doubt" in rows[1]
    assert "M0 50C20 50 24 25 44 25" in rows[1]


def test_a_thread_shows_every_year_its_figures_and_its_hands() -> None:
    text = trend_page().decode()
    rows = re.findall(r'<section class="row thread".*?</section>', text, re.DOTALL)
    assert len(rows) == len(three_years().threads)
    government = next(row for row in rows if "优化政务服务质量" in row)
    assert "2025年：“区政务办”→“区大数据局”（责任调整）" in government
    assert "2026年：“区大数据局”→“区数据局”（机构改革更名）" in government
    assert "窗口平均等候时间（分钟）" in government
    assert re.findall(r"<text[^>]*>(12|10|8)</text>", government.partition("窗口平均等候时间（分钟）")[2])[:3] == [
        *("12", "10", "8")
    ]
    charging = next(row for row in rows if "完善电动自行车充电设施" in row)
    assert "又列入" in charging
    assert "没有列入" in charging
    assert charging.count("M") >= 2, "a gap breaks the line"


@pytest.mark.browser
def test_filters_search_and_anchors_in_a_browser(chromium: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(comparison_html(DIFF, OLD, NEW, units=UNITS))
    shown = "Array.from(document.querySelectorAll('.row:not([hidden])')).map(r=>r.id).join()"
    with browsing(chromium, tmp_path / "profile", tmp_path) as page:
        page.open(path)
        assert page.value(shown) == "g1,g2,g3,g4,g5"
        page.click("button[data-k=dropped]")
        page.click("button[data-k=split]")
        assert page.value(shown) == "g2,g5"
        page.click("button[data-k='']")
        page.value("var u=document.getElementById('unit');u.value='区市场监管局';u.dispatchEvent(new Event('change'))")
        assert page.value(shown) == "g1,g4"
        page.press("Escape")
        page.press("/")
        page.type("夜间 施工")
        assert page.value(shown) == "g5"
        assert page.value("document.getElementById('shown').textContent") == "显示 1 / 5 组"
        page.value("location.hash='#b-1'")
        page.until("!document.getElementById('g1').hidden")
        left, right = (
            page.value(f"document.querySelectorAll('#g2 .{side} .card')[0].getBoundingClientRect().height")
            for side in ("before", "after")
        )
        assert left > right > 20, "the cards of a side are of one height: connectors meet their middles"
        path.write_bytes(evil_pair())
        page.open(path)
        assert page.value("document.querySelectorAll('img,section script').length") == 0
        path.write_bytes(trend_page())
        page.open(path)
        page.click("button[data-k=resumed]")
        assert page.value("document.querySelectorAll('.row:not([hidden])').length") == 1
        assert page.problems == []


def test_the_groups_told_first_are_on_the_page() -> None:
    ids = Page(comparison_html(DIFF, OLD, NEW)).ids
    assert {f"g{one.at + 1}" for one in highlights(DIFF)} <= {*ids}
