"""Owns the table of rules: corpora/check_rules.tsv → rules by id, and an office's own severities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from qdoc.check.values import Rule, Strength
from qdoc.model import Diagnostic, Office, Severity
from qdoc.model.office import Rule as OfficeRule
from qdoc.resources import corpus

TABLE = "check_rules.tsv"
ID = re.compile(r"QD[1-9]\d\d")
FAMILIES = {"1": "版面", "2": "要素", "3": "文字", "4": "层次", "5": "行文", "6": "方案质量", "7": "减负"}
"""First digit of an id → the family's name."""
SEVERITIES = {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.INFO}
"""The words of the table and of the sheet 规则; 关闭 there turns a rule off."""
OFF = "关闭"
KIND = "核对"


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
            cells["example"],
        )
    return MappingProxyType(rules)


def severities(office: Office | None) -> Mapping[str, Severity | None]:
    """Return what the office's 规则 sheet (类别 核对) says of rules by id; None: turned off.

    Rows that cannot be used are left out; ``severity_findings`` says which. Of two rows for a rule the first counts.
    """
    return _said(office)[0]


def severity_findings(office: Office | None) -> tuple[Diagnostic, ...]:
    """Return the faults of the rows of 规则 with the 类别 核对: K101 no such rule, K102 no such value, K103 twice."""
    return _said(office)[1]


def _said(office: Office | None) -> tuple[dict[str, Severity | None], tuple[Diagnostic, ...]]:
    said: dict[str, Severity | None] = {}
    wrong: list[Diagnostic] = []
    values = {OFF: None, **SEVERITIES}
    for rule in office.rules if office else ():
        if rule.kind.strip() != KIND:
            continue
        name, value = rule.name.strip().upper(), rule.value.strip()
        if name not in load_rules():
            wrong.append(_wrong(rule, "K101", "没有这条规则，没有用上", "名称写规则的编号，如 QD301；见 qdoc explain"))
        elif value not in values:
            wrong.append(_wrong(rule, "K102", f"的取值“{rule.value}”不能用", f"请写 {'、'.join(values)}"))
        elif name in said:
            wrong.append(_wrong(rule, "K103", "写了两次，用的是前一处", "请删去一处"))
        else:
            said[name] = values[value]
    return said, tuple(wrong)


def _wrong(rule: OfficeRule, code: str, what: str, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, f"规则“{rule.kind.strip()}·{rule.name.strip()}”{what}", hint=hint)
