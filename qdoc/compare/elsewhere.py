"""Owns what moved from one task to another inside the plans: words that left a task and came into exactly one other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qdoc.compare.items import bare

Ids = Sequence[str]


class Elsewhere:
    """The words of both years by task, and which tasks belong together."""

    def __init__(
        self, before: Mapping[str, str], after: Mapping[str, str], groups: Iterable[tuple[Ids, Ids]] = ()
    ) -> None:
        """Take task id → words of both years, and the groups of the comparison by ids."""
        self._said = {key: bare(words) for key, words in before.items()}, {k: bare(w) for k, w in after.items()}
        self._groups = [(tuple(left), tuple(right)) for left, right in groups]
        self._of = (
            {key: group for group in self._groups for key in group[0]},
            {key: group for group in self._groups for key in group[1]},
        )

    def stays(self, words: str, group: Ids, *, later: bool) -> bool:
        """Whether the tasks ``group`` of one year (``later``: the later one) say these words."""
        wanted = bare(words)
        return any(wanted in self._said[later].get(key, "") for key in group)

    def moved(self, words: str, own: tuple[Ids, Ids], *, left: bool) -> str | None:
        """Where words went that left a group (``left``), or came from that are new in it: one other task, by id.

        None unless exactly one other task of that year says them whose own group did not say them in the other year,
        for else they only stand there as well.
        """
        side, other = int(left), int(not left)
        wanted = bare(words)
        found = [key for key, said in self._said[side].items() if key not in own[side] and wanted in said]
        if len(found) != 1:
            return None
        group = self._of[side].get(found[0], ((), ()))
        return None if self.stays(words, group[other], later=bool(other)) else found[0]
