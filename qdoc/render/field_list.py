"""Owns the fields of a template as a list for people: in reading order, a record that comes again told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field. ``path`` is how its list or group is reached (牵头事项.事项), ``words`` what it holds.

    ``repeats``: it is a list, one turn of a loop an entry; ``record``: what it holds has fields of its own, listed
    behind it, unless ``same_as`` names the path of an earlier list whose entries are the same.
    """

    path: str
    words: str
    repeats: bool = False
    record: bool = False
    same_as: str = ""

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.path.rpartition(".")[2]

    @property
    def depth(self) -> int:
        """0 for a field of the template, 1 for one of its list's …"""
        return self.path.count(".")


def field_lines(fields: Record, prefix: str = "", seen: dict[str, Record] | None = None) -> Iterator[FieldLine]:
    """Yield a line for each of ``fields``, those of a list or group right behind it."""
    seen = {} if seen is None else seen
    for name, meaning in fields.items():
        path = f"{prefix}{name}"
        repeats = isinstance(meaning, list | tuple)
        inner = meaning[0] if isinstance(meaning, list | tuple) else meaning
        if not isinstance(inner, Mapping):
            yield FieldLine(path, str(inner), repeats)
            continue
        known = next((earlier for earlier, record in seen.items() if record == inner), "")
        yield FieldLine(path, "", repeats, record=True, same_as=known)
        if not known:
            seen[path] = inner
            yield from field_lines(inner, f"{path}.", seen)
