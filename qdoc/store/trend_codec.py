"""Owns the lineage of several years as JSON: ``qdoc trend --json``."""

from __future__ import annotations

import msgspec

from qdoc.compare.lineage import Lineage
from qdoc.store.shape import pretty


def encode_trend(lineage: Lineage) -> bytes:
    """Return ``lineage`` as indented UTF-8 JSON (qdoc.trend/1), ``schema`` first; the same lineage, the same bytes."""
    built = msgspec.to_builtins(lineage)
    return pretty({"schema": built["schema"], **built})
