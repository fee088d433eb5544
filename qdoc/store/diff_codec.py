"""Owns the comparison as JSON: ``qdoc compare --json`` in the shape of docs/contract.md §6, and its JSON Schema."""

from __future__ import annotations

from typing import Any

from qdoc.compare.diff import DIFF_SCHEMA, PlanDiff
from qdoc.store.shape import encode, pretty, schema_of, shipped

SCHEMA_FILE = "diff.schema.json"


def encode_diff(diff: PlanDiff) -> bytes:
    """Return ``diff`` as indented UTF-8 JSON, ``schema`` first; the same comparison gives the same bytes."""
    return encode(diff)


def diff_schema() -> dict[str, Any]:
    """Return the JSON Schema of the comparison, made from ``PlanDiff``; the package carries the same."""
    return schema_of(PlanDiff, DIFF_SCHEMA, "qdoc compare --json")


def encode_diff_schema() -> bytes:
    """Return ``diff_schema`` as the bytes of the shipped file."""
    return pretty(diff_schema())


def shipped_diff_schema() -> bytes:
    """Return the bytes of the schema file that the package carries."""
    return shipped(SCHEMA_FILE)
