"""Tests of deciding in 审阅.html: what is asked, and that a browser saves the 确认.json that qdoc reads."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from qdoc.extract import extract
from qdoc.ledger import build_ledger
from qdoc.ledger.confirm import confirm_rows, suggested_fields
from qdoc.lexicon import load_lexicon
from qdoc.model import Basis, Cell, Ledger, Notice, Plan
from qdoc.parse import parse
from qdoc.read import read_bytes
from qdoc.render.review import review_html
from qdoc.render.review_choices import choices_of
from qdoc.store.confirmations import apply_confirmations, decode_confirmations, encode_confirmations
from tests.render.browser import browsing

TEXT = """云溪区2026年质量工作要点

1.加强食品安全抽检。加强食品安全监督抽检，及时公布抽检结果。
2.推进中小学食堂建设。推进中小学食堂明厨亮灶建设。
3.完善文物保护。完善文物保护设施。（区文旅局负责）
4.凝聚合力。凝聚各方面合力。
"""


def made(text: str = TEXT) -> tuple[Notice, Plan, Ledger]:
    notice = parse(read_bytes(text.encode(), "通知.txt"))
    plan = extract(notice, load_lexicon())
    return notice, plan, build_ledger(plan, "", text)


def test_what_is_open_is_asked_and_what_is_stated_is_not() -> None:
    _, plan, ledger = made()
    open_ones = choices_of(plan, ledger)
    numbers = {task.id: task.number for task in plan.tasks}
    fields = {numbers[name]: [one.field for one in given] for name, given in open_ones.items()}
    assert "3." not in fields  # its unit is stated
    assert fields["4."] == ["lead"]  # nobody leads it and nothing is suggested: it still can be decided
    assert open_ones[next(name for name, number in numbers.items() if number == "4.")][0].units == ()
    assert "lead" in fields["1."]
    waiting = {row.key for row in ledger.rows if suggested_fields(row)}
    after = choices_of(plan, confirm_rows(ledger, waiting))
    assert [numbers[name] for name in after] == ["4."]  # a decided row is not asked again
    assert choices_of(plan, None) == {}


def test_words_of_two_rows_are_left_to_the_ledger() -> None:
    twice = "云溪区2026年工作要点\n\n1.食品安全。加强监督检查。\n\n2.校外托管。加强监督检查。\n"
    _, plan, ledger = made(twice)
    assert choices_of(plan, ledger) == {}


def test_the_page_has_a_line_for_each_choice_and_no_bar_without_any() -> None:
    notice, plan, ledger = made()
    page = review_html(notice, plan, ledger).decode()
    total = sum(map(len, choices_of(plan, ledger).values()))
    assert page.count('class="decide"') == total > 2
    assert f'<b id="done">0</b>/{total}' in page
    assert page.count("<script>") == 1
    assert page.count('<span class="pill suggested">建议</span><b class="offer">') == total - 1  # 4. has none
    assert 'id="deciding"' not in review_html(notice, plan).decode()


@pytest.mark.parametrize("evil", ['"><script>document.title="ran"</script>', "</div><img src=x onerror=alert(1)>"])
def test_hostile_units_stay_words(evil: str) -> None:
    notice, plan, ledger = made()
    rows = tuple(replace(row, lead=Cell(evil, Basis.SUGGESTED)) for row in ledger.rows)
    page = review_html(notice, plan, replace(ledger, rows=rows)).decode()
    assert evil not in page
    assert page.count("<script>") == 1


@pytest.mark.browser
def test_one_key_takes_a_whole_task_and_the_place_stays_in_view(chromium: str, tmp_path: Path) -> None:
    notice, plan, ledger = made()
    task = plan.tasks[0]
    rows = tuple(
        replace(row, support=Cell("区教育局", Basis.SUGGESTED)) if row.task_id == task.id else row
        for row in ledger.rows
    )
    ledger = replace(ledger, rows=rows)
    mine = len(choices_of(plan, ledger)[task.id])
    assert mine > 1
    page = tmp_path / "审阅.html"
    page.write_bytes(review_html(notice, plan, ledger))
    with browsing(chromium, tmp_path / "profile", tmp_path) as browser:
        browser.open(page)
        browser.press("s")
        browser.press("t")
        assert browser.value("document.getElementById('done').textContent") == str(mine)
        seen = (
            "(function(){var r=document.querySelector('.decide.now').getBoundingClientRect();"
            "return r.top>=0&&r.bottom<=innerHeight;})()"
        )
        browser.until(f"document.querySelector('.decide.now').id==='d{mine}'&&{seen}")
        browser.press("Escape")
        assert browser.problems == []


@pytest.mark.browser
def test_a_browser_saves_decisions_that_the_next_run_takes(chromium: str, tmp_path: Path) -> None:
    notice, plan, ledger = made()
    earlier = encode_confirmations(
        tuple(decode_confirmations(b'{"schema":"qdoc.confirmations/1","confirmations":[{"text":"0123456789ab",'
        b'"unit":"x","field":"lead","value":"x","who":"\xe7\x8e\x8b","when":"2025-01-02"}]}'))
    )  # fmt: skip
    page = tmp_path / "审阅.html"
    page.write_bytes(review_html(notice, plan, ledger, confirmations=earlier))
    saved = tmp_path / "下载"
    saved.mkdir()
    choices = [one for given in choices_of(plan, ledger).values() for one in given]
    assert [one.units != () for one in choices].count(True) >= 2
    accepted = next(at for at, one in enumerate(choices) if one.units and one.field == "lead")
    changed = next(at for at, one in enumerate(choices) if at > accepted and one.units and one.field == "lead")
    empty = next(at for at, one in enumerate(choices) if not one.units)
    with browsing(chromium, tmp_path / "profile", saved) as browser:
        browser.open(page)
        assert browser.value("document.getElementById('save').disabled") is True
        browser.click(f"#d{accepted} button[data-d=yes]")  # with the mouse
        browser.click(f"#d{changed} .offer")  # the rest with the keyboard
        browser.press("e")
        browser.until("document.activeElement.tagName === 'INPUT'")
        browser.type("区教育局、区卫生健康委")
        browser.press("Enter")
        browser.click(f"#d{empty} .offer")
        browser.press("d")
        assert browser.value("document.getElementById('done').textContent") == "3"
        browser.press("u")  # what is taken back does not count
        browser.click(f"#d{empty} .offer")
        browser.press("u")
        browser.press("d")
        browser.click("#who")
        browser.type("李某 asd")  # letters in a field are no commands
        browser.value("document.getElementById('when').value='2026-03-05'")
        browser.picture(tmp_path / "page.png")
        browser.click("#save")
        end = time.monotonic() + 20
        while not list(saved.glob("*.json")):
            assert time.monotonic() < end, browser.problems
            time.sleep(0.05)
        assert browser.problems == []
    (file,) = saved.iterdir()
    assert file.name == "确认.json"
    given = decode_confirmations(file.read_bytes())
    first, second = choices[accepted], choices[changed]
    assert {(one.text, one.field, one.value) for one in given} == {
        ("0123456789ab", "lead", "x"),  # what was known stays
        *((text, first.field, name) for text in first.texts for name, _ in first.units),
        *((text, second.field, name) for text in second.texts for name in ("区教育局", "区卫生健康委")),
    }
    assert {(one.who, one.when) for one in given if one.value != "x"} == {("李某 asd", "2026-03-05")}
    keys = dict(first.units)
    assert {one.unit for one in given if one.text in first.texts} == set(keys.values())
    applied = apply_confirmations(ledger, given)
    leads = {row.task_id: row.lead for row in applied.rows if row.lead.basis is Basis.CONFIRMED}
    assert Cell("区教育局、区卫生健康委", Basis.CONFIRMED) in leads.values()
    assert len(leads) == 2
    assert json.loads(file.read_bytes())["schema"] == "qdoc.confirmations/1"
    assert re.search(rb'"confirmations": \[', file.read_bytes())
