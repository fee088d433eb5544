"""Owns reading unit names that a clerk types on the command line: written as the ledger writes them, known or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdoc.lexicon import Lexicon
    from qdoc.model import Diagnostic, Ledger, Office

_LEVELS = ("省", "市", "区", "县", "州", "镇", "乡")


def settled_units(value: str, ledger: Ledger, office: Office | None) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the units in ``value`` as the ledger calls them, joined by 、, and what is to be said of them.

    A name that means a unit of the ledger (an alias in 单位信息.xlsx, another form in the register, a name without its
    区) is written as there, and told (K012); one that nobody knows stays as typed, and is told (K011), and so does one
    that is out of use in the ledger's year (K013).
    """
    from qdoc.cli.register import lexicon_of
    from qdoc.ledger.units import join_units, split_units
    from qdoc.model import Diagnostic, Severity

    names = split_units(value)
    lexicon = lexicon_of(None, office, ledger.head.year) if names else None
    settled: list[str] = []
    found: list[Diagnostic] = []
    for name in names:
        assert lexicon is not None
        known = _in_ledger(name, ledger, office, lexicon)
        settled.append(known or name)
        if known and known != name:
            found.append(Diagnostic("K012", Severity.INFO, f"“{name}”按台账的写法记作“{known}”"))
        elif not known:
            found += _doubt(name, ledger.head.year, office, lexicon)
    return join_units(settled), tuple(found)


def _in_ledger(name: str, ledger: Ledger, office: Office | None, lexicon: Lexicon) -> str:
    """The name under which the ledger (else 单位信息.xlsx) has the unit ``name``; "" where neither has it."""
    from qdoc.ledger.directory import Directory
    from qdoc.model.office import same_name

    directory, year = Directory(ledger, office), ledger.head.year
    exact = next((each for each in directory.names if same_name(each) == same_name(name)), "")
    if exact:
        return exact
    unit = directory.unit(name)
    if unit in directory.printed:
        return directory.printed[unit][0]
    if office and (office.unit(name, year) or office.members(name)):
        return unit
    meant = lexicon.resolve(name, year=year)
    if meant.key:
        for each in directory.names:
            other = lexicon.resolve(each, year=year)
            if (other.key, other.canonical) == (meant.key, meant.canonical):
                return each
    levelled = [each for each in directory.names if each[:1] in _LEVELS and each[1:] == name]
    return levelled[0] if len(levelled) == 1 else ""


def _doubt(name: str, year: int | None, office: Office | None, lexicon: Lexicon) -> list[Diagnostic]:
    from qdoc.lexicon.registry import Status
    from qdoc.model import Diagnostic, Severity

    status = lexicon.resolve(name, year=year).status
    if status in (Status.KNOWN, Status.GROUP):
        return []
    if status is Status.EXPIRED:
        message = f"“{name}”这个名称到 {year} 年已经不用了，照写了"
        return [Diagnostic("K013", Severity.WARNING, message, hint="机构改革后的名称请核对")]
    where = "台账、单位信息.xlsx 和单位名录" if office else "台账和单位名录"
    hint = "请核对写法；是新设单位的，写进 单位信息.xlsx 的“责任单位”，以后就认得"
    return [Diagnostic("K011", Severity.WARNING, f"“{name}”不在{where}里，照写了", hint=hint)]
