"""Owns the way from the ledger to where it stands on a day: expected and actual progress, lights, scores."""

from qdoc.status.report import StatusReport, UnitTally, make_report
from qdoc.status.returned import PeriodReturns, UnitReturn, due_day, returns_of
from qdoc.status.rules import Rules, read_rules
from qdoc.status.scores import ScoreLine, ScoreSheet, make_scores
from qdoc.status.statuses import strange_statuses
from qdoc.status.values import ItemStatus, Judgement, Tally

__all__ = [
    "ItemStatus",
    "Judgement",
    "PeriodReturns",
    "Rules",
    "ScoreLine",
    "ScoreSheet",
    "StatusReport",
    "Tally",
    "UnitReturn",
    "UnitTally",
    "due_day",
    "make_report",
    "make_scores",
    "read_rules",
    "returns_of",
    "strange_statuses",
]
