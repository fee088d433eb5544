"""Owns two years of a plan for the tests of the revision: read, compared and revised as the command does it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qdoc.compare import PlanDiff, Reading, compare_plans
from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.model import Notice, Plan
from qdoc.parse import parse
from qdoc.parse.punctuation import full_width
from qdoc.read import read_bytes, read_path
from qdoc.revise import Revision, plan_units, revise

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
YEARS = tuple(EXAMPLES / f"云溪区质量强区{year}年工作要点.txt" for year in (2025, 2026))
SERIES = ("118 018", "015 022", "041 035", "044 037", "119 107", "124 096", "109 088", "156 146", "192 191")
SERIES += ("200 198", "198 197", "197 195")
"""The pairs of real notices that are the same plan of two years."""


@dataclass(frozen=True, slots=True)
class TwoYears:
    """Both years as read, their comparison, and the revision."""

    notices: tuple[Notice, Notice]
    plans: tuple[Plan, Plan]
    diff: PlanDiff
    revision: Revision

    def lines(self, side: int) -> tuple[str, ...]:
        """The paragraphs of one year's plan as they must come back."""
        units = plan_units(self.plans[side], self.notices[side], quote=full_width)
        return tuple(line for unit in units for line in unit.paragraphs)


def of_notices(*notices: Notice) -> TwoYears:
    lexicon = load_lexicon()
    before, after = notices
    plans = extract(before, lexicon, suggest=False), extract(after, lexicon, suggest=False)
    readings = [Reading(plan, one.source.text) for plan, one in zip(plans, notices, strict=True)]
    diff = compare_plans(*readings, succeeds=lexicon.succeeds)
    made = revise(*plans, diff, notices=(before, after), quote=full_width)
    return TwoYears((before, after), plans, diff, made)


@cache
def of_files(before: Path, after: Path) -> TwoYears:
    return of_notices(parse(read_path(before)), parse(read_path(after)))


def of_tasks(before: list[str], after: list[str]) -> TwoYears:
    notices = []
    for year, lines in ((2025, before), (2026, after)):
        text = "\n".join((f"云溪区{year}年质量工作要点", "一、重点任务", *lines)) + "\n"
        notices.append(parse(read_bytes(text.encode(), f"{year}.txt")))
    return of_notices(*notices)


def of_series(shared: Path, pair: str) -> TwoYears:
    found = [next((shared / "notices" / "texts").glob(f"{number}_*")) for number in pair.split()]
    return of_files(*found)
