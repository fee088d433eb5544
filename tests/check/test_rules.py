"""The table of rules: whole, in order, each rule used by a check and each check's rule in the table; office's own."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import qdoc.check
from qdoc.check import Subject, check, load_rules
from qdoc.check.rules import FAMILIES
from qdoc.check.run import MODULES
from qdoc.check.values import Strength
from qdoc.model import Office, Severity
from qdoc.model.office import Rule
from qdoc.parse import parse
from qdoc.read import read_bytes

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
