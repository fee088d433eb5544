"""Owns the way from the ledger to the year-end summary: counts, prose that clerks wrote, what is unfinished and why."""

from qdoc.summary.build import summarise
from qdoc.summary.reach import Reach, judge_reach
from qdoc.summary.values import Chapter, StatusCount, Summary, SummaryItem, Tally, TaskReport

__all__ = [
    "Chapter",
    "Reach",
    "StatusCount",
    "Summary",
    "SummaryItem",
    "Tally",
    "TaskReport",
    "judge_reach",
    "summarise",
]
