"""Owns which fields a template uses, tag by tag, and whether they are known ones (with the nearest known name)."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import nodes

from qdoc.render.template_heal import Fault, Tag

Fields = Mapping[str, object]
_ANY = object()
_BUILT_IN = frozenset(
    {"loop", "range", "dict", "namespace", "cycler", "joiner", "lipsum", "caller", "varargs", "kwargs", "_changed"}
)


def check_fields(tree: nodes.Template, tag_at: Callable[[int], Tag], fields: Fields) -> list[Fault]:
    """Walk the template with its loops' scopes and report every name that is no field, loop variable or own ``set``.

    ``fields`` maps names to a meaning (str), a record (mapping) or a list of records (list with one mapping);
    ``tag_at`` finds the tag that stands on a line of the assembled template.
    """
    walker = _Walker(tag_at)
    walker.visit(tree, dict(fields))
    return walker.faults


def check_fields_apart(trees: Iterable[tuple[Tag, nodes.Template]], fields: Fields) -> list[Fault]:
    """The same for tags parsed one by one, when the whole cannot be: loop variables of all tags count as known."""
    pairs = list(trees)
    scope: dict[str, Any] = dict(fields)
    for _, tree in pairs:
        for name in tree.find_all(nodes.Name):
            if name.ctx in {"store", "param"}:
                scope.setdefault(name.name, _ANY)
        for macro in tree.find_all(nodes.Macro):
            scope[macro.name] = _ANY
    faults: list[Fault] = []
    for tag, tree in pairs:
        faults += check_fields(tree, _always(tag), {**_COMPLETED, **scope})
    return faults


# The names that a lone tag is completed with (template_check).
_COMPLETED = {"x": _ANY, "y": _ANY, "m": _ANY}


def _always(tag: Tag) -> Callable[[int], Tag]:
    return lambda line: tag


class _Walker:
    def __init__(self, tag_at: Callable[[int], Tag]) -> None:
        self.tag_at = tag_at
        self.faults: list[Fault] = []

    def visit(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        if isinstance(node, nodes.For):
            self._for(node, scope)
        elif isinstance(node, nodes.Macro):
            scope[node.name] = _ANY
            self._all(node.body, {**scope, **{arg.name: _ANY for arg in node.args}})
        elif isinstance(node, nodes.Assign):
            shape = self.shape(node.node, scope)
            self._bind(node.target, shape, scope)
        elif isinstance(node, nodes.AssignBlock):
            self._all(node.body, dict(scope))
            self._bind(node.target, _ANY, scope)
        elif isinstance(node, nodes.With):
            inner = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                self._bind(target, self.shape(value, scope), inner)
            self._all(node.body, inner)
        elif isinstance(node, nodes.Expr):
            self.shape(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.visit(child, scope)

    def _all(self, body: list[nodes.Node], scope: dict[str, Any]) -> None:
        for child in body:
            self.visit(child, scope)

    def _for(self, node: nodes.For, scope: dict[str, Any]) -> None:
        shape = self.shape(node.iter, scope)
        inner = dict(scope)
        self._bind(node.target, shape[0] if isinstance(shape, list | tuple) and shape else _ANY, inner)
        if node.test is not None:
            self.shape(node.test, inner)
        self._all(node.body, inner)
        self._all(node.else_, dict(scope))

    def _bind(self, target: nodes.Node, shape: Any, scope: dict[str, Any]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
        else:
            for name in target.find_all(nodes.Name):
                scope[name.name] = _ANY

    def shape(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """What the expression is, as far as the fields tell; names in it are checked on the way."""
        if isinstance(node, nodes.Name):
            if node.name in scope:
                return scope[node.name]
            if node.name not in _BUILT_IN:
                self._unknown(node, node.name, [name for name in scope if not name.startswith("_")])
            return _ANY
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            return self._member(node, scope)
        for child in node.iter_child_nodes():
            self.shape(child, scope)
        return self.shape_of_filter(node, scope) if isinstance(node, nodes.Filter) else _ANY

    def shape_of_filter(self, node: nodes.Filter, scope: dict[str, Any]) -> Any:
        """A filter that keeps a list a list (sort, list, reverse ...) keeps its records known."""
        keeps = {"sort", "list", "reverse", "unique", "selectattr", "rejectattr", "select", "reject"}
        if node.name in keeps and isinstance(node.node, nodes.Name):
            return scope.get(node.node.name, _ANY)
        return _ANY

    def _member(self, node: nodes.Getattr | nodes.Getitem, scope: dict[str, Any]) -> Any:
        holder = self.shape(node.node, scope)
        if isinstance(node, nodes.Getattr):
            name: object = node.attr
        elif isinstance(node.arg, nodes.Const):
            name = node.arg.value
        else:
            self.shape(node.arg, scope)
            return holder[0] if isinstance(holder, list | tuple) else _ANY
        if isinstance(holder, list | tuple):
            return holder[0] if isinstance(name, int) else _ANY
        if not isinstance(holder, Mapping):
            return _ANY
        if name in holder:
            return holder[name]
        if not hasattr(dict, str(name)):
            self._unknown(node, str(name), list(holder))
        return _ANY

    def _unknown(self, node: nodes.Node, name: str, known: list[str]) -> None:
        tag = self.tag_at(node.lineno)
        near = difflib.get_close_matches(name, known, 1, 0.3)
        hint = f"最接近的字段是“{near[0]}”" if near else None
        fault = Fault("T016", tag.place, tag.source, f"没有“{name}”这个字段", hint)
        if fault not in self.faults:
            self.faults.append(fault)
