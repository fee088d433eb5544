"""Owns the door to extraction: ``Notice`` → ``Plan``, and what earlier plans lend to its suggestions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qdoc.extract.assemble import extract
    from qdoc.extract.precedents import Precedent, precedents_of

__all__ = ["Precedent", "extract", "precedents_of"]


def __getattr__(name: str) -> Any:
    """Load the steps when a plan is made: reading one figure by ``qdoc.extract.metric_values`` needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "qdoc.extract.assemble" if name == "extract" else "qdoc.extract.precedents"
    return getattr(import_module(module), name)
