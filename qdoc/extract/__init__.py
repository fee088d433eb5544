"""Owns the door to extraction: ``Notice`` → ``Plan``, and what earlier plans lend to its suggestions."""

from __future__ import annotations

from qdoc.extract.assemble import extract
from qdoc.extract.precedents import Precedent, precedents_of

__all__ = ["Precedent", "extract", "precedents_of"]
