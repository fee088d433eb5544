"""Owns the numbers of documents: one series a prefix, and a unit keeps the number that it had in the folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from qdoc.cli.documents import kind_of
from qdoc.model.office import same_name

if TYPE_CHECKING:
    from qdoc.cli.wishes import Wishes
    from qdoc.model import Office

NUMBERED = ("任务交办单", "责任书", "督办单", "催办单")
"""The documents that print a number; a 办理情况报告 is the unit's own paper (as ``office_fields.NUMBERED`` says)."""


class Numbers:
    """Gives every document of a run its number; kinds that share a prefix share one series 1, 2, 3 …

    ``given``: (document, unit, number) as an earlier manifest of the folder has them, a document as ``document_name``
    calls it. That document of that unit keeps its number as long as the prefix is the same; new ones go on after the
    highest that was ever given, so that a number whose document is gone is never another's. Of two that share a number
    the first keeps it.
    """

    def __init__(
        self,
        wishes: Wishes,
        office: Office | None = None,
        given: Iterable[tuple[str, str, str]] = (),
        year: int | None = None,
    ) -> None:
        self._prefix: Callable[[str], str] = lambda document: wishes.prefix(kind_of(document), office)
        self._called: Callable[[str], str] = lambda unit: same_name(office.called(unit, year) if office else unit)
        self._given = tuple((document, self._called(unit), number) for document, unit, number in given)
        self._last: dict[str, int] = {}
        self._had: dict[str, dict[tuple[str, str], int]] = {}

    def running(self, document: str, unit: str) -> int:
        """The number that ``document`` of ``unit`` gets, from 1; it stays free until it is taken."""
        prefix = self._known(document)
        return self._had[prefix].get((document, self._called(unit))) or self._last[prefix] + 1

    def take(self, document: str, unit: str) -> None:
        """The number of ``document`` of ``unit`` stands on a file now."""
        number, prefix = self.running(document, unit), self._known(document)
        self._had[prefix][document, self._called(unit)] = number
        self._last[prefix] = max(self._last[prefix], number)

    def before(self, document: str, unit: str) -> str:
        """The number that the document had last, as it was printed; "" for a new one."""
        mine = self._called(unit)
        return next((number for named, whose, number in self._given if (named, whose) == (document, mine)), "")

    def _known(self, document: str) -> str:
        prefix = self._prefix(document)
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
