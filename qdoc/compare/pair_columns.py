"""Owns the names of the columns and hidden keys of 对照.xlsx, for the room that writes it and the one that reads it."""

from __future__ import annotations

SCHEMA = "qdoc.pairs/1"
SHEET, HIDDEN = "对照", "_qdoc"
MARK_BEFORE, MARK_AFTER = "上年编号", "今年编号"
TO, SURE, BY = "对应到（今年编号）", "确认", "确认人"
KEY_BEFORE, KEYS_AFTER = "上年识别码", "今年识别码"
NONE = "无"
"""What a clerk writes under ``TO`` where the task of last year became nothing this year."""
YES, NO = "是", "否"
AFTER, CUT, LATER = "今年任务", "不对应", "存疑"
"""Kinds of line on the hidden sheet: a task of the later year by its mark; pairs a person took apart; decisions that
did not fit when they were read last."""
BETWEEN = "、"
