"""Owns the table of rules: corpora/check_rules.tsv → rules by id, and an office's own severities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from qdoc.check.values import Rule, Strength
from qdoc.model import Office, Severity
from qdoc.resources import corpus

TABLE = "check_rules.tsv"
ID = re.compile(r"QD[1-9]\d\d")
FAMILIES = {"1": "版面", "2": "要素", "3": "文字", "4": "层次", "5": "行文", "6": "方案质量", "7": "减负"}
"""First digit of an id → the family's name."""
SEVERITIES = {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.INFO}
"""The words of the table and of the sheet 规则; 关闭 there turns a rule off."""
OFF = "关闭"
_KIND = "核对"


@cache
def load_rules() -> Mapping[str, Rule]:
    """Return every rule by id, in the order of ids. Raises ValueError for a table that is wrong (a test holds it)."""
    rules: dict[str, Rule] = {}
    lines = [line for line in corpus(TABLE).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    for line in lines[1:]:
        cells = dict(zip(head, line.split("\t"), strict=True))
        name = cells["id"]
        if not ID.fullmatch(name) or name in rules or (rules and name < next(reversed(rules))):
            raise ValueError(f"{TABLE}: {name} is no id, doubled or out of order")
        rules[name] = Rule(
            name,
            FAMILIES[name[2]],
            cells["name"],
            SEVERITIES[cells["severity"]],
            Strength(cells["strength"]),
            cells["source"],
            cells["clause"],
            cells["why"],
            cells["do"],
        )
    return MappingProxyType(rules)


def severities(office: Office | None) -> Mapping[str, Severity | None]:
    """Return what the office's 规则 sheet (类别 核对) says of rules by id; None: turned off.

    Rows whose name is no rule or whose value is none of 错误, 警告, 提示, 关闭 are left to the settings' own check.
    """
    said: dict[str, Severity | None] = {}
    for rule in office.rules if office else ():
        name, value = rule.name.strip().upper(), rule.value.strip()
        if rule.kind.strip() != _KIND or name not in load_rules():
            continue
        if value == OFF:
            said[name] = None
        elif value in SEVERITIES:
            said[name] = SEVERITIES[value]
    return said
