"""Owns what the whole notice says about reading its parts: year, the issuer's level and place, a rule for all zones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.extract.departments_grammar import FIRST_LEADS
from qdoc.lexicon import Level
from qdoc.model import IssuedPlan, Notice

_NATIONAL = re.compile(r"^(?:国务院|中共中央|中央|国家|全国|中国|最高)|^[\u4e00-\u9fff]{2,8}部(?:$|办公厅)|部等")
_PLACE = re.compile(
    r"(?:(?P<province>[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,6}自治区))?(?P<city>[\u4e00-\u9fff]{2,5}?(?:市|自治州|州|盟))?"
    r"(?P<district>[\u4e00-\u9fff]{1,6}?(?:新区|区|县|旗))?"
)
# The letter comes first and looks behind itself: the engine then skips to the next one.
_LETTER = re.compile(r"([省市区县])(?<=[、，：:（(；;].)(?=[\u4e00-\u9fff]{1,11}[厅局委办部])")
_CENTRAL = re.compile(
    r"[、（(：:，](?:国家[\u4e00-\u9fff]{2,6}[委局]|[\u4e00-\u9fff]{2,7}部|[\u4e00-\u9fff]{2,5}总局)(?=[、，负牵等）)按；;])"
)
_MAY_RANK = tuple(  # what every rule that the first unit leads ends with
    re.compile(rf"(?s){word}(?:(?<=[为是]..)|(?<=[为是]...)|(?<=[为是]....)|(?<=[为是].....))")
    for word in ("牵头", "主办")
)
_BY_LETTER = {"省": Level.PROVINCE, "市": Level.CITY, "区": Level.DISTRICT, "县": Level.DISTRICT}


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What a plan's parts are read against.

    ``year``: the year whose names of units hold (the notice's date, else the plan's); ``base_year``: the year that
    年底前 means; ``dated``: the notice's day (YYYY-MM-DD); ``first_leads``: the text says that the first unit leads.
    """

    year: int | None
    base_year: int | None
    dated: str | None
    level: Level | None
    home: str
    first_leads_at: int | None
    plan: IssuedPlan | None


def plan_contexts(notice: Notice) -> tuple[PlanContext, ...]:
    """Return one context for each plan of the notice (one for none)."""
    text, head = notice.source.text, notice.letterhead
    dated_year = int(head.dated[:4]) if head.dated and head.dated[:4].isdigit() else None
    level, home = _place(notice)
    rule = FIRST_LEADS.search(text) if any(each.search(text) for each in _MAY_RANK) else None
    out = []
    for plan in notice.plans or (None,):
        year = plan.year if plan and plan.year and 1949 < plan.year < 2100 else None
        spans_years = bool(plan and plan.year_to and plan.year_to != plan.year)
        base = (dated_year or year) if spans_years or year is None else year
        out.append(PlanContext(dated_year or year, base, head.dated, level, home, rule.start() if rule else None, plan))
    return tuple(out)


def _place(notice: Notice) -> tuple[Level | None, str]:
    head = notice.letterhead
    names = [head.issuer, head.signatory, head.title, *(plan.title for plan in notice.plans)]
    for name in filter(None, names):
        if _NATIONAL.search(name):
            return Level.NATIONAL, ""
        place = _PLACE.match(name)
        if place and place["district"] and (place["city"] or place["province"]):
            return Level.DISTRICT, place["district"]
        if place and place["city"]:
            return Level.CITY, place["city"]
        if place and place["province"]:
            return Level.PROVINCE, place["province"]
        if place and place["district"] and name is not head.title:
            return Level.DISTRICT, place["district"]
    return _by_names(notice.source.text), ""


def _by_names(text: str) -> Level | None:
    counts: dict[Level, int] = {}
    for match in _LETTER.finditer(text):
        level = _BY_LETTER[match[1]]
        counts[level] = counts.get(level, 0) + 1
    central = sum(1 for _ in _CENTRAL.finditer(text))
    if not counts:
        return Level.NATIONAL if central else None
    best = max(counts, key=lambda level: (counts[level], level))
    return Level.NATIONAL if central > 2 * counts[best] else best
