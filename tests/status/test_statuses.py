"""Words of 办理状态 that nobody knows: which are said, how loudly, and which the office's rules make known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qdoc.ledger.columns import STATUSES
from qdoc.ledger.status_words import StatusWords, status_words
from qdoc.model import Office, Rule, Severity
from qdoc.status import make_report, read_rules
from tests.summary.ledger_of_yunxi import LEDGER, ROWS

OWN = Office(rules=(Rule("办理状态", "正常推进", "达进度", "办法"), Rule("状态", "已验收", "已完成", "办法")))

# (word, settings, severity of what is said, words of the hint)
SAID = [
    ("已完咸", None, Severity.WARNING, "是不是“已完成”？"),  # why: one sign wrong, and the item would stay open
    ("已验収", OWN, Severity.WARNING, "是不是“已验收”？"),  # why: the office's own closing word
    ("推近中", None, Severity.REVIEW, "是不是“推进中”？"),  # why: a slip that closes nothing
    ("长期推进", None, Severity.REVIEW, "“规则”里写明"),  # why: perhaps the office's own word, not yet in its rules
    ("已验收", None, Severity.REVIEW, "“规则”里写明"),  # why: without the rule nobody knows it
]
# (word, settings)
KNOWN = [
    ("", None),  # why: nothing returned is no mistake
    ("推进中", None),  # why: in the list
    ("已完成。", None),  # why: a full stop makes no other word
    ("已销号", None),  # why: closes a row
    ("进度缓慢", None),  # why: a published word
    ("正常推进", OWN),  # why: the office's own
    ("已 验 收", OWN),  # why: spaces make no other word
]


def said(word: str, office: Office | None) -> list[tuple[str, Severity, str]]:
    ledger = replace(LEDGER, rows=(ROWS[0], replace(ROWS[1], status=word), replace(ROWS[2], status=word)))
    report = make_report(ledger, read_rules(office), date(2026, 9, 1), office)
    return [(one.message, one.severity, one.hint or "") for one in report.diagnostics if one.code == "B205"]


@pytest.mark.parametrize(("word", "office", "severity", "hint"), SAID)
def test_an_unknown_word_is_said_once_with_its_rows(
    word: str, office: Office | None, severity: Severity, hint: str
) -> None:
    ((message, found, told),) = said(word, office)
    assert f"第2条、第3条事项的办理状态“{word}”" in message
    assert found is severity
    assert hint in told


@pytest.mark.parametrize(("word", "office"), KNOWN)
def test_a_known_word_is_not_said(word: str, office: Office | None) -> None:
    assert said(word, office) == []


def rules(*lines: tuple[str, str, str]) -> Office:
    return Office(rules=tuple(Rule(*line) for line in lines))


# (settings, what a form offers beyond the common words, what closes a row beyond the common words)
CHOSEN = [
    (None, (), ()),  # why: no settings
    (OWN, ("正常推进", "已验收"), ("已验收",)),  # why: in the order of the rules
    (rules(("判断名称", "已完成", "办结")), (), ()),  # why: what a judgement is called is not for units to choose
    (rules(("办理状态", "基本完成", "已完成")), (), ("基本完成",)),  # why: a common word read otherwise is offered once
    (rules(("办理状态", "推进中，有困难", "欠进度")), (), ()),  # why: no list of Excel holds a comma
    (rules(("状态", "在办", "达进度"), ("状态", "在办", "已完成")), ("在办",), ()),  # why: said twice, the first counts
]


@pytest.mark.parametrize(("office", "offered", "closing"), CHOSEN)
def test_the_offices_own_words_are_offered_and_close(
    office: Office | None, offered: tuple[str, ...], closing: tuple[str, ...]
) -> None:
    found, usual = status_words(office), StatusWords()
    assert found.choices == (*STATUSES, *offered)
    assert found.finishing - usual.finishing == set(closing) - usual.finishing


def test_a_list_stays_within_what_excel_takes() -> None:
    many = rules(*(("办理状态", f"本单位的第{number}种叫法", "达进度") for number in range(60)))
    found = status_words(many).choices
    assert found[: len(STATUSES)] == STATUSES
    assert 200 < len(",".join(found)) <= 253
