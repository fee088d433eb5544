"""Owns the Python that Jinja makes of a template: the same output as Jinja's own code, with fewer calls a value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from qdoc.render.template_values import plain_value, word_value

# What template_cells turns {% vm %} into: our own object, made by our own tag, so the sandbox has nothing to guard.
_MERGING = re.compile(r"_merging\d+")


def word_text(value: object) -> str:
    """What ``{{ value }}`` puts into the XML: ``escape(word_value(value))`` as a plain string.

    Most values are printable strings without a sign of XML, and go in as they are.
    """
    if value.__class__ is str and value.isprintable():
        return _safe(value)
    if value.__class__ is Markup:
        return value
    return escape(word_value(value))


def plain_text(value: object) -> str:
    """What a tag outside a run puts into the XML: ``plain_value(value)`` as a plain string."""
    if value.__class__ is str and value.isprintable():
        return _safe(value)
    return plain_value(value)


def _safe(text: str) -> str:
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(text)
    return text


class WordCode(CodeGenerator):
    """Jinja's code generator (the environment's ``code_generator_class``) for an autoescaping environment."""

    _plain: nodes.Filter | None = None
    _repeated: frozenset[int] = frozenset()

    def write_commons(self) -> None:
        """Bind what the outputs call to local names, once a filling."""
        super().write_commons()
        self.writeline("put, plain = environment.word_text, environment.plain_text")
        self.writeline("meter = environment.meter()")
        self.writeline("tick, concat, markup_join = meter.tick, meter.concat, environment.joined")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802  Jinja's name
        """Every turn of a loop counts (template_limits)."""
        self._repeated |= {id(node.body)}
        super().visit_For(node, frame)

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> tuple[Frame, Any]:
        """Every call of a macro counts."""
        self._repeated |= {id(node.body)}
        return super().macro_body(node, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Let the template itself collect its pieces in a list and yield the whole once, not piece by piece."""
        if id(nodes) in self._repeated:
            self.writeline("tick()")
        if not frame.rootlevel or frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.writeline("out = []")
        frame.buffer = "out"
        super().blockvisit(nodes, frame)
        frame.buffer = None
        self.writeline("yield concat(out)")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self._plain = node if isinstance(node, nodes.Filter) and node.name == "_plain" else None
        self.write("put(" if self._plain is None else "plain(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802  Jinja's name
        """A value outside a run is made plain by the output that holds it (see ``_output_child_pre``)."""
        if node is self._plain and node.node is not None:
            self.visit(node.node, frame)
        else:
            super().visit_Filter(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Ask the merging of a table's cells directly."""
        if not _is_merging(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        assert isinstance(node.node, nodes.Getattr)
        self.visit(node.node.node, frame)
        self.write(f".{node.node.attr}(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def _is_merging(node: nodes.Call) -> bool:
    called = node.node
    return (
        isinstance(called, nodes.Getattr)
        and called.attr in {"row", "begins"}
        and isinstance(called.node, nodes.Name)
        and _MERGING.fullmatch(called.node.name) is not None
        and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    )
