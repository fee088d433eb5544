"""Owns the clerk's corrections in ``qdoc trend``: several workbooks, each used for the two years it was made for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdoc.compare import Fixed, Reading
    from qdoc.compare.decisions import Decision, Placed
    from qdoc.model import Diagnostic
    from qdoc.returns.pairs import ReadPairs


@dataclass(frozen=True, slots=True)
class TrendPairs:
    """What persons decided, by the places of the two years; what was not adopted; and a line a workbook of both.

    ``counted``: words and the workbook's name.
    """

    placed: dict[tuple[int, int], Placed]
    diagnostics: tuple[Diagnostic, ...] = ()
    counted: tuple[tuple[str, str], ...] = ()

    def fixed(self, i: int, j: int) -> Fixed:
        """What is decided between the years at these places."""
        from qdoc.compare import Fixed

        placed = self.placed.get((i, j))
        return placed.fixed if placed else Fixed()


def read_all(sources: Sequence[str]) -> list[tuple[str, ReadPairs]]:
    """Read the workbooks. Raises InputRefused, LedgerRefused as ``qdoc compare --pairs``."""
    from qdoc.cli.compared import pairs_bytes
    from qdoc.returns.pairs import read_pairs

    return [(name, read_pairs(pairs_bytes(name), name)) for name in sources]


def place_all(known: Sequence[tuple[str, ReadPairs]], sides: Sequence[Reading]) -> TrendPairs:
    """Give each decision to the two years that it was made for; of workbooks for the same two the later counts."""
    from qdoc.cli.adopted import count_words, told_of
    from qdoc.compare.decisions import Stale, Why, marks_of, place_decisions, same_pair

    if not known:
        return TrendPairs({})
    marks = {
        (i, j): marks_of(sides[i].plan, sides[j].plan, (sides[i].text, sides[j].text))
        for i, j in combinations(range(len(sides)), 2)
    }
    own: dict[tuple[int, int], list[Decision]] = {}
    homeless: dict[str, list[Stale]] = {}
    for source, read in known:
        for decision in read.decisions:
            at = next((at for at, pair in marks.items() if same_pair(decision.made_for, pair)), None)
            if at is not None:
                own.setdefault(at, []).append(decision)
            else:
                why = Why.OTHER_PLANS if any(decision.made_for) else Why.UNSAID
                homeless.setdefault(source, []).append(Stale(decision, why))
    placed = {
        (i, j): place_decisions(found, sides[i].plan, sides[j].plan, (sides[i].text, sides[j].text))
        for (i, j), found in own.items()
    }
    stale = [one for each in placed.values() for one in each.stale]
    diagnostics: list[Diagnostic] = []
    counted = []
    for source, read in known:
        lost = homeless.get(source, []) + [one for one in stale if one.decision in read.decisions]
        diagnostics += [*read.diagnostics, *told_of(lost, source, given=True)]
        words = count_words(len(read.decisions) - len(lost), len(lost) + len(read.diagnostics))
        counted.append((words or "没有人工改过、确认过的对应关系，见", source))
    return TrendPairs(placed, tuple(diagnostics), tuple(counted))
