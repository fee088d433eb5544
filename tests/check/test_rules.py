"""The table of rules: whole, in order, each rule used by a check and each check's rule in the table; office's own."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import qdoc.check
from qdoc.check import Subject, check, load_rules
from qdoc.check.rules import FAMILIES, severities, severity_findings
from qdoc.check.run import MODULES
from qdoc.check.values import Strength
from qdoc.model import Office, Severity
from qdoc.model.office import Rule
from qdoc.parse import parse
from qdoc.read import read_bytes
from tests.check.checking import told

ROOM = Path(qdoc.check.__file__).parent


def test_every_rule_is_told_by_a_check_and_no_check_tells_another() -> None:
    said = set()
    for file in ROOM.glob("*.py"):
        said |= set(re.findall(r'"(QD\d{3})"', file.read_text()))
    assert said == set(load_rules())


def test_every_room_of_checks_is_run() -> None:
    rooms = {file.stem for file in ROOM.glob("*.py") if re.search(r"^CHECKS\b", file.read_text(), re.M)}
    assert rooms == set(MODULES)
    assert all(import_module(f"qdoc.check.{name}").CHECKS for name in MODULES)


def test_every_rule_says_what_to_do_and_where_it_is_from() -> None:
    for rule in load_rules().values():
        assert all((rule.name, rule.source, rule.why, rule.do)), rule.id
        assert rule.family == FAMILIES[rule.id[2]]
        assert rule.origin.startswith(rule.source)
        assert rule.origin.endswith(f"（{rule.strength.value}）")


def test_only_what_a_text_requires_is_an_error() -> None:
    binding = {Strength.REQUIRED, Strength.REGULATION}
    assert [
        rule.id for rule in load_rules().values() if rule.severity is Severity.ERROR and rule.strength not in binding
    ] == []


def test_clauses_are_given_for_the_texts_that_were_read() -> None:
    read = ("GB/T 9704—2012", "《党政机关公文处理工作条例》")
    assert [rule.id for rule in load_rules().values() if rule.clause and rule.source not in read] == []


def test_an_office_sets_how_much_a_rule_counts() -> None:
    source = read_bytes("今年摸清底数，，建立台账。".encode(), "文.txt")
    rules = (
        Rule("核对", "qd328", "错误"),
        Rule("核对", "QD307", "关闭"),
        Rule("核对", "QD999", "错误"),
        Rule("亮灯", "QD307", "错误"),
    )
    found = check(Subject(source, parse(source), office=Office(rules=rules)))
    assert [(one.rule.id, one.severity) for one in found] == [("QD328", Severity.ERROR)]


@pytest.mark.parametrize("rule", load_rules().values(), ids=list(load_rules()))
def test_every_rule_has_an_example_of_wrong_and_right(rule: qdoc.check.Rule) -> None:
    wrong, parted, right = rule.example.partition("　对：")
    assert wrong.startswith("错：")
    assert parted
    assert right
    assert wrong.removeprefix("错：") != right


# what describes a place instead of quoting it, or needs a document around it
DESCRIBED = {"QD310"}


@pytest.mark.parametrize("name", [one for one in load_rules() if one[2] == "3" and one not in DESCRIBED])
def test_the_example_of_a_rule_of_wording_is_told_by_it(name: str) -> None:
    wrong, _, right = load_rules()[name].example.removeprefix("错：").partition("　对：")
    assert name in [one for one, _ in told(wrong)]
    assert name not in [one for one, _ in told(right)]


SAID = [
    # (rows of the sheet 规则, what counts, the codes of what is wrong)
    ([("核对", "QD301", "警告")], {"QD301": Severity.WARNING}, []),
    ([("核对", " qd301 ", "关闭")], {"QD301": None}, []),  # case and blanks do not matter
    ([("核对", "QD399", "错误")], {}, ["K101"]),  # there is no such rule
    ([("核对", "QD301", "严重")], {}, ["K102"]),  # no such value
    ([("核对", "QD301", "错误"), ("核对", "QD301", "提示")], {"QD301": Severity.ERROR}, ["K103"]),  # the first counts
    ([("亮灯", "QD301", "错误")], {}, []),  # another kind's row is for others to tell
]


@pytest.mark.parametrize(("rows", "counts", "codes"), SAID)
def test_what_is_wrong_in_an_offices_severities_is_told(
    rows: list[tuple[str, str, str]], counts: dict[str, Severity | None], codes: list[str]
) -> None:
    office = Office(rules=tuple(Rule(*row) for row in rows))
    assert dict(severities(office)) == counts
    found = severity_findings(office)
    assert [one.code for one in found] == codes
    assert all(one.hint and rows[-1][1].strip() in one.message for one in found)
