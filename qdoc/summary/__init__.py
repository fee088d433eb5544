"""Owns the way from the ledger to the year-end summary: counts, prose that clerks wrote, what is unfinished and why."""

from qdoc.summary.build import summarise
from qdoc.summary.layout import cells, figures, passages
from qdoc.summary.pieces import Cell, Figure, Passage, Piece
from qdoc.summary.reach import Reach, judge_reach
from qdoc.summary.values import (
    Chapter,
    ChartData,
    Missing,
    Section,
    StatusCount,
    Summary,
    SummaryItem,
    Tally,
    TaskReport,
)

__all__ = [
    "Cell", "Chapter", "ChartData", "Figure", "Missing", "Passage", "Piece", "Reach", "Section", "StatusCount",
    "Summary", "SummaryItem", "Tally", "TaskReport", "cells", "figures", "judge_reach", "passages", "summarise",
]  # fmt: skip
