"""Owns how values become JSON files: indented UTF-8, and the JSON Schema that a dataclass gives."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import msgspec

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def pretty(value: object) -> bytes:
    """Return ``value`` as indented UTF-8 JSON with a line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def encode(noun: object) -> bytes:
    """Return ``noun``, a dataclass with a field ``schema``, as indented UTF-8 JSON: ``schema`` first, then its fields.

    The same value gives the same bytes. Raises ValueError for text that UTF-8 cannot hold (lone surrogates).
    """
    built = msgspec.to_builtins(noun)
    return pretty({"schema": built["schema"], **built})


def shipped(name: str) -> bytes:
    """Return the bytes of the schema file ``name`` that the package carries."""
    return files("qdoc.store").joinpath(name).read_bytes()


def schema_of(noun: type, schema: str, title: str) -> dict[str, Any]:
    """Return the JSON Schema of ``noun``, a dataclass with a field ``schema`` that always holds the name ``schema``."""
    (made,), parts = msgspec.json.schema_components([noun], ref_template="#/$defs/{name}")
    definitions: dict[str, Any] = {}
    for part, definition in sorted(parts.items()):
        clean = {key: value for key, value in definition.items() if key != "description"}
        definitions[part] = clean
        if "properties" in clean:  # every field is written, so every field can be relied on
            clean["required"] = list(clean["properties"])
    definitions[noun.__name__]["properties"]["schema"] = {"const": schema}
    return {"$schema": _DIALECT, "$id": schema, "title": title, **made, "$defs": definitions}
