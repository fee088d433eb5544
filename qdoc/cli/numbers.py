"""Owns the numbers of documents: one series a prefix, and a unit keeps the number that it had in the folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from qdoc.model.office import same_name

if TYPE_CHECKING:
    from qdoc.cli.wishes import Wishes
    from qdoc.model import Office

NUMBERED = ("任务交办单", "责任书", "督办单", "催办单")
"""The documents that print a number; a 办理情况报告 is the unit's own paper (as ``office_fields.NUMBERED`` says)."""


class Numbers:
    """Gives every document of a run its number; kinds that share a prefix share one series 1, 2, 3 …

    ``given``: (kind, unit, number) as an earlier manifest of the folder has them. The document of that kind for that
    unit keeps its number as long as the prefix is the same; new ones go on after the highest that was ever given, so
    that a number whose document is gone is never another's. Of two that share a number the first keeps it.
    """

    def __init__(
        self,
        wishes: Wishes,
        office: Office | None = None,
        given: Iterable[tuple[str, str, str]] = (),
        year: int | None = None,
    ) -> None:
        self._prefix: Callable[[str], str] = lambda kind: wishes.prefix(kind, office)
        self._called: Callable[[str], str] = lambda unit: same_name(office.called(unit, year) if office else unit)
        self._given = tuple((kind, self._called(unit), number) for kind, unit, number in given)
        self._last: dict[str, int] = {}
        self._had: dict[str, dict[tuple[str, str], int]] = {}

    def running(self, kind: str, unit: str) -> int:
        """The number that the document of ``kind`` for ``unit`` gets, from 1; it stays free until it is taken."""
        prefix = self._known(kind)
        return self._had[prefix].get((kind, self._called(unit))) or self._last[prefix] + 1

    def take(self, kind: str, unit: str) -> None:
        """The number of ``kind`` for ``unit`` stands on a document now."""
        number, prefix = self.running(kind, unit), self._known(kind)
        self._had[prefix][kind, self._called(unit)] = number
        self._last[prefix] = max(self._last[prefix], number)

    def before(self, kind: str, unit: str) -> str:
        """The number that the document had last, as it was printed; "" for a new one."""
        mine = self._called(unit)
        return next((number for named, whose, number in self._given if (named, whose) == (kind, mine)), "")

    def _known(self, kind: str) -> str:
        prefix = self._prefix(kind)
        if prefix not in self._had:
            had: dict[tuple[str, str], int] = {}
            taken: set[int] = set()
            self._had[prefix], self._last[prefix] = had, 0
            for named, unit, text in self._given:
                found = re.fullmatch(rf"{re.escape(prefix)}([1-9][0-9]{{0,8}})号", text) if prefix else None
                if found:
                    number = int(found[1])
                    self._last[prefix] = max(self._last[prefix], number)
                    if number not in taken:
                        had.setdefault((named, unit), number)
                    taken.add(number)
        return prefix
