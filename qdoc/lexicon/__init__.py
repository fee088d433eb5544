"""Owns the door to the knowledge of units: corpora/ (and an office's own register) → one immutable ``Lexicon``."""

from __future__ import annotations

from qdoc.lexicon.load import load_lexicon
from qdoc.lexicon.registry import Lexicon, Resolution, Status
from qdoc.lexicon.units import Level, Unit

__all__ = ["Level", "Lexicon", "Resolution", "Status", "Unit", "load_lexicon"]
