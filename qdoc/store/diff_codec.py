"""Owns the comparison as JSON: ``qdoc compare --json`` in the shape of docs/contract.md §6, and its JSON Schema."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import msgspec

from qdoc.compare.diff import DIFF_SCHEMA, PlanDiff
from qdoc.store.shape import pretty, schema_of

SCHEMA_FILE = "diff.schema.json"


def encode_diff(diff: PlanDiff) -> bytes:
    """Return ``diff`` as indented UTF-8 JSON, ``schema`` first; the same comparison gives the same bytes."""
    built = msgspec.to_builtins(diff)
    return pretty({"schema": built["schema"], **built})


def diff_schema() -> dict[str, Any]:
    """Return the JSON Schema of the comparison, made from ``PlanDiff``; the package carries the same."""
    return schema_of(PlanDiff, DIFF_SCHEMA, "qdoc compare --json")


def encode_diff_schema() -> bytes:
    """Return ``diff_schema`` as the bytes of the shipped file."""
    return pretty(diff_schema())


def shipped_diff_schema() -> bytes:
    """Return the bytes of the schema file that the package carries."""
    return files("qdoc.store").joinpath(SCHEMA_FILE).read_bytes()
