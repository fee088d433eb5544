"""Owns who came of whom: the graph of successors that the register names, followed over any number of reforms."""

from __future__ import annotations

from collections.abc import Iterable

from qdoc.lexicon.units import Unit


class Succession:
    """The reforms of a register. Keys are those of ``Resolution``: ``district/应急管理局``, ``…@临川市`` elsewhere."""

    def __init__(self, units: Iterable[Unit]) -> None:
        rows = tuple(units)
        keys: dict[str, list[str]] = {}
        for unit in rows:
            keys.setdefault(unit.canonical, []).append(unit.key)
        self._heirs: dict[str, dict[str, None]] = {}
        for unit in rows:
            level = unit.key.partition("/")[0] + "/"
            heirs = self._heirs.setdefault(unit.key, {})
            for (
                name
            ) in unit.successors:  # of its own level; where there is no such unit at it, wherever the name stands
                named = keys.get(name, [])
                heirs.update(dict.fromkeys([key for key in named if key.startswith(level)] or named))

    def succeeds(self, before_key: str, after_key: str) -> bool:
        """Say whether ``after_key`` came of ``before_key`` in one step or several; the place of both must be one."""
        before, _, place = before_key.partition("@")
        after, _, other_place = after_key.partition("@")
        if place != other_place or before == after:
            return False
        seen, waiting = {before}, [before]
        while waiting:
            for heir in self._heirs.get(waiting.pop(), ()):
                if heir == after:
                    return True
                if heir not in seen:
                    seen.add(heir)
                    waiting.append(heir)
        return False
