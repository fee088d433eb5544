"""Owns what ``qdoc settings check`` says: what is set, what prints 【待补】, and what a ledger asks beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from qdoc.cli.clean import one_line
from qdoc.cli.missing import Missing, missing_list
from qdoc.cli.terminal import hanging
from qdoc.model import AssignmentLetter, Diagnostic, LedgerHead, LetterItem, Role, Severity

if TYPE_CHECKING:
    from qdoc.model import Ledger, Office

_OF_A_UNIT = "“责任单位”"
_LAST_DAY = "9999-12-31"  # by then everything that has a limit is due, so that a reminder has something to say


def show_set(console: Console, office: Office) -> None:
    """Print what the settings say, a line each; what they do not say has no line."""
    from qdoc.returns.office_fields import NUMBER_KEY, OWN_KEYS
    from qdoc.status import read_rules

    console.print(Text(f"设置：{one_line(office.source)}", style="bold"))
    lines = [(names[0], str(getattr(office, field))) for field, names in OWN_KEYS.items()]
    lines += [(f"{kind}{NUMBER_KEY}", prefix) for kind, prefix in office.numbers]
    if office.units:
        reachable = sum(bool(unit.contact or unit.phone) for unit in office.units)
        lines.append(("责任单位", f"{len(office.units)} 个，其中 {reachable} 个写了联系人或电话"))
    lines += [(f"群组 {group.name}", "、".join(group.members)) for group in office.groups if group.members]
    if office.rules:
        lines.append(("规则", f"{len(office.rules)} 条"))
        if due := read_rules(office).returns:
            lines.append(("应报日", f"{due.words}（按填报时限的规则）"))
    told = [(name, value) for name, value in lines if value]
    for name, value in told:
        console.print(hanging(Text(f"  {one_line(name)}："), one_line(value), console.width))
    if not told:
        console.print(Text("  什么都还没有填", style="dim"))


def gaps_of(office: Office, ledger: Ledger | None) -> tuple[Missing, ...]:
    """Return what the settings could say and do not, with the documents of every kind that print 【待补】 for it.

    With a ledger by its own letters, else by a letter made up for each unit of the settings. What a unit's own line
    would say is asked of units alone: a group whose members nobody wrote has no contact (L101 tells of it).
    """
    from qdoc.cli.wishes import Wishes
    from qdoc.ledger.directory import Directory
    from qdoc.letters import make_letters
    from qdoc.render.letter_docx import KINDS

    letters = make_letters(ledger, office) if ledger else _made_up_letters(office)
    wishes = Wishes(kinds=tuple(KINDS), as_of=_LAST_DAY)
    found = missing_list(letters, wishes, office)
    groups = Directory(ledger, office).open_groups if ledger else ()
    units = {
        one.place: one
        for one in missing_list([letter for letter in letters if letter.department not in groups], wishes, office)
    }
    told = (units.get(one.place) if one.place.startswith(_OF_A_UNIT) else one for one in found)
    return tuple(one for one in told if one is not None and one.place)


def _made_up_letters(office: Office) -> tuple[AssignmentLetter, ...]:
    head = LedgerHead(None, None, None, None, None, None, "", "")
    item = LetterItem("", "", "", "", Role.LEAD.label, "", "", "", "", suggested=False, deadline_on="2000-01-01")
    units = [unit.name for unit in office.units] or [""]
    return tuple(AssignmentLetter(unit, head, (item,), ()) for unit in units)


def show_gaps(console: Console, gaps: Iterable[Missing], *, counted: bool) -> None:
    """Print each missing value once, where to say it, and which documents print 【待补】 for it."""
    listed = list(gaps)
    if not listed:
        console.print(Text("文件要印的都填了。", style="green"))
        return
    console.print(Text(f"还没填的 {len(listed)} 项，出下列文件时会印成【待补】", style="bold"))
    for one in listed:
        count = f"（最多 {one.documents} 份）" if counted else ""
        console.print(hanging(Text(f"  {one.place}："), f"{'、'.join(one.kinds)}{count}", console.width))


def file_findings(office: Office) -> tuple[Diagnostic, ...]:
    """Return what is to be said of the file alone; here small remarks are shown too, and S118: no such page profile."""
    from qdoc.render.page import read_profile

    found = tuple(
        replace(one, severity=Severity.REVIEW) if one.severity is Severity.INFO else one for one in office.diagnostics
    )
    if not office.profile or read_profile(office.profile) is not None:
        return found
    hint = "请填 通行、墨线，或自己的版面，如 37/35/28/26/28.95（上、下、左、右边距毫米数和行距磅数）"
    message = f"不认识版面“{office.profile}”，公文会按模板自己的版面排"
    return (*found, Diagnostic("S118", Severity.WARNING, message, hint=hint))


def ledger_findings(ledger: Ledger, office: Office) -> tuple[Diagnostic, ...]:
    """Return what the ledger names and the settings do not cover: groups, names out of force, units not listed."""
    from qdoc.letters import letter_findings

    return (*letter_findings(ledger, office), *_strangers(ledger, office))


def _strangers(ledger: Ledger, office: Office) -> Iterator[Diagnostic]:
    from qdoc.ledger.directory import Directory

    directory = Directory(ledger, office)
    alone = [name for name in directory.names if not directory.members(name) and name not in directory.open_groups]
    unknown = [name for name in alone if office.unit(name) is None]
    year = ledger.head.year
    ended = [name for name in alone if name not in unknown and office.unit(name, year) is None]
    if unknown and office.units:
        message = f"台账里的 {'、'.join(unknown)} 不在“责任单位”表里"
        yield Diagnostic("S116", Severity.REVIEW, message, hint="请核对写法，在表里补上，或写进某个单位的“别名”")
    if ended:
        message = f"台账里的 {'、'.join(ended)} 在 {year} 年不在用（见“责任单位”的启用、停用日期）"
        yield Diagnostic("S117", Severity.REVIEW, message, hint="请核对日期，或把旧名称写进新单位的“别名”")
