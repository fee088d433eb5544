"""Owns what qdoc puts on the disk: whole files or none, safe names, plan.json, 确认.json."""

from qdoc.store.codec import decode_plan, encode_plan, plan_schema
from qdoc.store.files import Folder, write_files
from qdoc.store.names import safe_name, safe_names

__all__ = ["Folder", "decode_plan", "encode_plan", "plan_schema", "safe_name", "safe_names", "write_files"]
