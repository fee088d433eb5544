"""Owns what an expression of a template is, as far as the fields tell: text, a record, a list of them, or unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import nodes

ANY = object()
# What filters do to a list of records; the others take it whole.
_KEEPING = frozenset({"sort", "list", "reverse", "unique", "selectattr", "rejectattr", "select", "reject"})
_FIRSTS = frozenset({"first", "last", "random", "min", "max"})
_COUNTING = frozenset({"length", "count", "default", "d"})
_LOOP = ("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "changed", "cycle")


@dataclass(frozen=True, slots=True)
class Value:
    """An expression's value: its shape (text meaning, record, list of one, ANY), and which fields it comes from."""

    shape: object = ANY
    paths: tuple[str, ...] = ()

    @property
    def record(self) -> Mapping[str, object] | None:
        """The members where the value is a record."""
        return self.shape if isinstance(self.shape, Mapping) else None

    @property
    def is_list(self) -> bool:
        """Whether the value repeats."""
        return isinstance(self.shape, list | tuple)

    @property
    def is_text(self) -> bool:
        """Whether the value is one text."""
        return isinstance(self.shape, str)

    def element(self) -> Value:
        """One of the list; unknown for anything else."""
        if isinstance(self.shape, list | tuple) and self.shape:
            return Value(self.shape[0], self.paths)
        return Value()

    def member(self, name: str) -> Value | None:
        """The member called ``name`` of a record; None where it has none."""
        record = self.record
        if record is None or name not in record:
            return None
        return Value(record[name], tuple(f"{path}.{name}" for path in self.paths))


def either(values: list[Value]) -> Value:
    """What a choice or a sum of ``values`` is: their common shape, all their fields."""
    known = [value for value in values if value.shape is not ANY]
    if not known or any(value.is_list != known[0].is_list for value in known):
        return Value()
    return Value(known[0].shape, tuple(dict.fromkeys(path for value in known for path in value.paths)))


def filtered(node: nodes.Filter, value: Value) -> Value | None:
    """What ``node`` makes of a list of records ``value``; None where it may use anything of it."""
    if node.name in _KEEPING or node.name in _COUNTING:
        return value if node.name in _KEEPING or node.name in {"default", "d"} else Value()
    if node.name in _FIRSTS:
        return value.element()
    if node.name in {"batch", "slice"}:
        return Value([value.shape], value.paths)
    if node.name == "groupby":
        return Value([(ANY, value.shape)], value.paths)
    if node.name == "map" and attribute_of(node) is not None:
        member = value.element().member(attribute_of(node) or "")
        return Value([member.shape], member.paths) if member else Value()
    return Value() if attribute_of(node) is not None else None


def attribute_of(node: nodes.Filter) -> str | None:
    """The record field that a filter names, as in ``sort(attribute='时限')`` or ``groupby('任务')``; else None."""
    named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if not named and node.name in {"selectattr", "rejectattr", "groupby", "sum"} and node.args:
        named = [node.args[0]]
    if named and isinstance(named[0], nodes.Const) and isinstance(named[0].value, str):
        return named[0].value
    return None


def loop_value(item: Value) -> Value:
    """The variable ``loop`` inside a loop over ``item``."""
    return Value({**dict.fromkeys(_LOOP, ANY), "previtem": item.shape, "nextitem": item.shape})
