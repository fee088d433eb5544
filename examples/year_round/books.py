"""Owns the simulation's own books: what each unit wrote, what must become of it, and what that gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from .ledger_view import Row

STATUS, FIGURE, WORDING, NODES, PROBLEM = "办理状态", "完成数值", "进展情况", "下步节点", "存在问题"
TAKEN, REFUSED, REPEATED, OLDER = "登记", "拒收", "重复", "旧表"
FINISHED = ("已完成",)


@dataclass
class Said:
    """A cell that a unit filled in: what it typed, what must stand in the ledger for it, and what becomes of it."""

    field: str
    typed: object
    record: str
    target: str = ""
    serial: int = 0  # the row, where the cell is for one of the line's rows
    fate: str = TAKEN


@dataclass
class Line:
    """A line of a form: the task, the unit's part in it, the ledger rows it is for, and the cells filled in."""

    task: str
    leads: bool
    serials: tuple[int, ...]
    says: list[Said] = field(default_factory=list)

    def said(self, field: str) -> list[Said]:
        """The cells of a field."""
        return [one for one in self.says if one.field == field]


@dataclass
class Return:
    """A form as a unit sent it back. ``unread``: nobody can read the file; ``refused``: it is refused as a whole."""

    unit: str
    quarter: int
    day: str
    lines: list[Line]
    file: str = ""
    suffix: str = "xlsx"
    unread: bool = False
    refused: bool = False
    repeated: bool = False
    arrives: int = 1  # with which collection of the quarter
    story: str = ""

    @property
    def cells(self) -> list[Said]:
        """All cells filled in."""
        return [said for line in self.lines for said in line.says]


@dataclass
class Expected:
    """What a ledger row must say, and whose return of which quarter it is."""

    status: str = ""
    actual: str = ""
    progress: str = ""
    problem: str = ""
    unit: str = ""
    quarter: int = 0


class Books:
    """All returns of the year in the order in which they were collected, and the clerk's own entries."""

    def __init__(self) -> None:
        self.returns: list[Return] = []
        self.typed: dict[tuple[int, str], str] = {}  # (row, column) → what the clerk wrote into the ledger herself

    def add(self, sent: Return) -> None:
        """Enter a form that was collected."""
        self.returns.append(sent)

    def of(self, quarter: int) -> list[Return]:
        """The returns of a quarter."""
        return [one for one in self.returns if one.quarter == quarter]

    def counted(self, quarter: int | None = None) -> list[Return]:
        """Those that were read and taken, a file sent twice once."""
        return [
            one
            for one in self.returns
            if not (one.unread or one.refused or one.repeated) and quarter in (None, one.quarter)
        ]

    def expected(self, row: Row, until: int = 4) -> Expected:
        """What the row must say: its first leading unit's last return that says anything of it, else another lead's.

        ``until``: the last quarter that counts; the clerk's own words count at the year's end only.
        """
        mine: list[tuple[bool, int, str, int, Expected]] = []
        for at, sent in enumerate(self.counted()):
            for line in sent.lines:
                if not line.leads or row.serial not in line.serials or sent.quarter > until:
                    continue
                found = Expected(unit=sent.unit, quarter=sent.quarter)
                found.status, found.progress, found.problem = (
                    next((said.record for said in line.said(name) if said.fate == TAKEN), "")
                    for name in (STATUS, WORDING, PROBLEM)
                )
                found.actual = _figures(row, line)
                nodes = any(said.fate == TAKEN for said in line.said(NODES))
                if found.status or found.actual or found.progress or found.problem or nodes:
                    mine.append((sent.unit == row.leads[0], sent.quarter, sent.day, at, found))
        best = max(mine, key=lambda one: one[:4])[-1] if mine else Expected()
        for name, column in (("status", STATUS), ("actual", FIGURE), ("progress", WORDING), ("problem", PROBLEM)):
            if (row.serial, column) in self.typed and until == 4:
                setattr(best, name, self.typed[row.serial, column])
        return best


def _figures(row: Row, line: Line) -> str:
    """The figures of the row's targets in their order, joined as the cell has them; 未填 where one of several lacks."""
    given = {said.target: said.record for said in line.said(FIGURE) if said.serial == row.serial and said.fate == TAKEN}
    return "；".join(given.get(target, "未填") for target in row.targets) if given else ""
