"""Owns the names of the columns and hidden keys of 对照.xlsx, for the room that writes it and the one that reads it."""

from __future__ import annotations

SCHEMA = "qdoc.pairs/1"
SHEET, HIDDEN = "对照", "_qdoc"
MARK_BEFORE, MARK_AFTER = "上年编号", "今年编号"
TO, SURE, BY = "对应到（今年编号）", "确认", "确认人"
WORDS_BEFORE, WORDS_AFTER = "上年表述", "今年表述"
KEY_BEFORE, KEYS_AFTER = "上年识别码", "今年识别码"
NONE = "无"
"""What a clerk writes under ``TO`` where the task of last year became nothing this year."""
YES, NO = "是", "否"
PLANS, AFTER, CUT, LATER = "两份文件", "今年任务", "不对应", "存疑"
"""Kinds of line on the hidden sheet: the marks of the two plans; a task of the later year by its mark; tasks that a
person took apart; decisions that did not fit when they were read last. The last two go on with who decided, what it is
called and the marks of the plans it was made for."""
BETWEEN = "、"
