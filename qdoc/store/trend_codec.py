"""Owns the lineage of several years as JSON: ``qdoc trend --json``, and its JSON Schema."""

from __future__ import annotations

from typing import Any

from qdoc.compare.lineage import TREND_SCHEMA, Lineage
from qdoc.store.shape import encode, pretty, schema_of, shipped

SCHEMA_FILE = "trend.schema.json"


def encode_trend(lineage: Lineage) -> bytes:
    """Return ``lineage`` as indented UTF-8 JSON (qdoc.trend/1), ``schema`` first; the same lineage, the same bytes."""
    return encode(lineage)


def trend_schema() -> dict[str, Any]:
    """Return the JSON Schema of the lineage, made from ``Lineage``; the package carries the same."""
    return schema_of(Lineage, TREND_SCHEMA, "qdoc trend --json")


def encode_trend_schema() -> bytes:
    """Return ``trend_schema`` as the bytes of the shipped file."""
    return pretty(trend_schema())


def shipped_trend_schema() -> bytes:
    """Return the bytes of the schema file that the package carries."""
    return shipped(SCHEMA_FILE)
