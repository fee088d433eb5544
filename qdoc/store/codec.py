"""Owns plan.json: a plan as JSON in the shape of docs/contract.md §2, the way back, and the JSON Schema of it."""

from __future__ import annotations

from typing import Any

import msgspec

from qdoc.errors import DamagedFile, LimitExceeded, UnsupportedFormat
from qdoc.model import PLAN_SCHEMA, Plan
from qdoc.store.shape import encode, pretty, schema_of, shipped

SCHEMA_FILE = "plan.schema.json"
MIB = 1024 * 1024
MAX_PLAN_BYTES = 32 * MIB
"""A plan.json: that of a plan with 100 tasks has 0.6 MB; as objects it takes some five times as much memory."""
_LONGEST_SCHEMA = 100  # bytes; a longer one is none that we know, and is not made into objects


def encode_plan(plan: Plan) -> bytes:
    """Return ``plan`` as indented UTF-8 JSON, ``schema`` first, every other field in the order of the model.

    The same plan gives the same bytes. Raises ValueError for text that UTF-8 cannot hold (lone surrogates).
    """
    return encode(plan)


def decode_plan(data: bytes, name: str = "plan.json") -> Plan:
    """Return the plan in ``data`` (``name`` is for messages).

    Unknown fields are passed over, so that a later version's file can be read. Raises DamagedFile naming the field
    for what is no plan, UnsupportedFormat for another schema, LimitExceeded for more than ``MAX_PLAN_BYTES``.
    """
    hint = "请用 qdoc parse 文件 --json 重新生成"
    if len(data) > MAX_PLAN_BYTES:
        raise LimitExceeded(
            f"plan.json 有 {len(data) / MIB:.0f} MB",
            file=name,
            rule=f"plan.json 不超过 {MAX_PLAN_BYTES // MIB} MB",
            hint=f"请核对给的是不是 plan.json；{hint}",
        )
    try:
        told = msgspec.json.decode(data, type=dict[str, msgspec.Raw]).get("schema", msgspec.Raw(b"null"))
        schema = msgspec.json.decode(told) if len(bytes(told)) <= _LONGEST_SCHEMA else "（太长）"
        if schema != PLAN_SCHEMA:
            message = f"格式标识是“{schema or '（无）'}”，本程序读的是“{PLAN_SCHEMA}”"
            raise UnsupportedFormat(message, file=name, place="schema", hint=hint)
        return msgspec.json.decode(data, type=Plan)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedFile(f"不是完整的 plan.json：{error}", file=name, hint=hint) from error


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema of plan.json, made from the model; ``shipped_schema`` holds the same."""
    return schema_of(Plan, PLAN_SCHEMA, "qdoc plan.json")


def encode_schema() -> bytes:
    """Return ``plan_schema`` as the bytes of the shipped file."""
    return pretty(plan_schema())


def shipped_schema() -> bytes:
    """Return the bytes of the schema file that the package carries."""
    return shipped(SCHEMA_FILE)
