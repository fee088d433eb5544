"""Owns what is said of a template's fields: the tag, what is wrong with its names, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping

from jinja2 import nodes

from qdoc.render.template_heal import Fault, Tag
from qdoc.render.template_shapes import ANY, Value

TagAt = Callable[[int], Tag]


class Notes:
    """The faults and doubts of a template, each once; ``tag_at`` finds the tag that stands on a line."""

    def __init__(self, tag_at: TagAt) -> None:
        self.tag_at = tag_at
        self.faults: list[Fault] = []
        self.doubts: list[Fault] = []

    def printed(self, node: nodes.Expr, value: Value) -> None:
        """Note a value that cannot stand in the document as it is: a whole list, a whole record."""
        path = value.paths[0] if value.paths else ""
        if not path or value.shape is ANY:
            return
        if value.is_list and not (self.tag_at(node.lineno).scope == "p" and value.element().is_text):
            record = value.element().record
            inner = f"项.{next(iter(record), '')}" if record else "项"
            loop = f"写成循环：{{% for 项 in {path} %}}{{{{ {inner} }}}}{{% endfor %}}"
            self.fault(node, "T017", f"“{path}”有许多条，不能直接印出", loop)
        elif value.record is not None:
            self.fault(node, "T017", f"“{path}”是一组内容，要写明印哪一项", _one_of(path, value.record))

    def unknown(self, node: nodes.Node, name: str, known: Mapping[str, Value], path: str = "") -> Value:
        """Note a name that is none of ``known`` (of the record ``path``), with the nearest or where it belongs.

        Returns what the nearest is, so that what hangs on the name is still looked at.
        """
        names = [each for each in known if not each.startswith("_") and each != "loop"]
        held = [each for each in names if (record := known[each].record) is not None and name in record]
        lists = [each for each in names if (record := known[each].element().record) is not None and name in record]
        near = difflib.get_close_matches(name, names, 1, 0.45)
        if held:
            hint = f"写成 {{{{ {held[0]}.{name} }}}}"
        elif lists:
            inside = f"{{% for 项 in {lists[0]} %}}{{{{ 项.{name} }}}}{{% endfor %}}"
            hint = f"它是“{lists[0]}”里每条的内容，要写在循环里：{inside}"
        else:
            hint = f"最接近的字段是“{near[0]}”" if near else ""
        inside = f"“{path}”里" if path else ""
        self.fault(node, "T016", f"{inside}没有“{name}”这个字段", hint or None)
        return Value(known[near[0]].shape) if near and not held and not lists else Value()

    def fault(self, node: nodes.Node, code: str, message: str, hint: str | None) -> None:
        """Note an error at the tag of ``node``."""
        self._note(self.faults, node, code, message, hint)

    def doubt(self, node: nodes.Node, code: str, message: str, hint: str) -> None:
        """Note what is hardly meant at the tag of ``node``."""
        self._note(self.doubts, node, code, message, hint)

    def _note(self, where: list[Fault], node: nodes.Node, code: str, message: str, hint: str | None) -> None:
        tag = self.tag_at(node.lineno)
        fault = Fault(code, tag.place, tag.source, message, hint)
        if fault not in where:
            where.append(fault)


def _one_of(path: str, record: Mapping[str, object]) -> str:
    return f"如 {{{{ {path}.{next(iter(record), '')} }}}}"
