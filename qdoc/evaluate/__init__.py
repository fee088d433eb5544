"""Owns the measuring of qdoc itself: what was read against what an expert or an office's corrected record says."""

from qdoc.evaluate.annotations import is_annotation, read_annotation, read_cuts
from qdoc.evaluate.gold import GoldNotice
from qdoc.evaluate.notice import NoticeScore, score_notice
from qdoc.evaluate.tally import FIELDS, Miss, Tally

__all__ = [
    "FIELDS",
    "GoldNotice",
    "Miss",
    "NoticeScore",
    "Tally",
    "is_annotation",
    "read_annotation",
    "read_cuts",
    "score_notice",
]
