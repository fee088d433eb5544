"""Owns who does what as the notice states it: zones → resolved units with roles, and the assignments of a task."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from qdoc.extract.context import PlanContext
from qdoc.extract.departments_grammar import Mention, parse_zone
from qdoc.extract.zones import Zone, find_zones
from qdoc.lexicon import Lexicon, Resolution, Status
from qdoc.lexicon.names import is_group, readings, squeeze
from qdoc.model import Assignment, Basis, Evidence, Obligation, Role
from qdoc.model.quick import quick

_CONJUNCTION = re.compile(r"以及|及|和|与")
_NO_NAME = re.compile(r"[0-9０-９%％“”《》:：。！？!?]|(?:年|月)底|时限")
_VERBISH = re.compile(
    r"[的了]|加强|推进|按照|根据|应当|可以|谁|之日|申报|填写|行为|途径|下列|进行|提供|服务[^中局处站]"
)
_STRONG_SHAPE = re.compile(
    r"(?:厅|局|委|办|部|署|处|室|中心|总队|支队|管委会|政府|办事处|法院|检察院|分行|支行|联|科学院|学院|领导小组)$"
)


@quick
@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as printed in a zone, with what it means."""

    mention: Mention
    quote: str
    found: Resolution
    group: bool


@dataclass(frozen=True, slots=True)
class StatedZone:
    """A zone that truly names units, in their order, roles already settled."""

    zone: Zone
    units: tuple[NamedUnit, ...]


class UnitReader:
    """Reads zones against one lexicon and one plan; keeps what it already resolved (a cache, no other state)."""

    def __init__(self, text: str, lexicon: Lexicon, context: PlanContext) -> None:
        self._text = text
        self._lexicon = lexicon
        self.context = context
        self._seen: dict[tuple[str, str], Resolution] = {}
        self._named: dict[tuple[str, str | None, str, bool, bool], Resolution | None] = {}

    def resolve(self, name: str, prefix: str = "") -> Resolution:
        """What ``name`` means in the notice's year, its elided prefix completed."""
        known = self._seen.get((name, prefix))
        if known is None:
            c = self.context
            known = self._lexicon.resolve(name, year=c.year, level=c.level, prefix=prefix, home=c.home)
            self._seen[(name, prefix)] = known
        return known

    def zones(self, start: int, end: int) -> tuple[StatedZone, ...]:
        """Return the zones of the stretch that name units."""
        out = []
        for zone in find_zones(self._text, start, end):
            units = self._read(zone)
            if units:
                out.append(StatedZone(zone, self._settle(zone, units)))
        return tuple(out)

    def _read(self, zone: Zone) -> tuple[NamedUnit, ...]:
        mentions = parse_zone(self._text, zone)
        units = self.read_names(mentions)
        return units if _credible(zone, units, len(mentions)) else ()

    def read_names(self, mentions: tuple[Mention, ...]) -> tuple[NamedUnit, ...]:
        """Resolve a list of mentions, elided prefixes carried along (省科技厅、商务厅); no names are left out."""
        units: list[NamedUnit] = []
        prefix, group, end = "", False, -1
        for mention in mentions:
            if mention.person:
                quote = self._text[mention.start : mention.end]
                units.append(NamedUnit(mention, quote, Resolution(Status.UNKNOWN), False))
                continue
            if end < 0 or self._text[end : mention.start].strip() not in ("、", "和", "及", "与", "，", ","):
                prefix, group = "", False
            for part in self._split(mention):
                unit = self._name(part, prefix, group)
                if unit is None:
                    continue
                units.append(unit)
                prefix, group = self._carry(unit, prefix, group)
            end = mention.end
        return tuple(units)

    def _split(self, mention: Mention) -> list[Mention]:
        """Cut 省发展改革委和省财政厅 in two where both sides are names; a known name with 和 in it stays whole."""
        quote = self._text[mention.start : mention.end]
        if mention.joined or self.resolve(quote).status is Status.KNOWN:
            return [mention]
        for joint in _CONJUNCTION.finditer(quote):
            left, right = quote[: joint.start()].strip(), quote[joint.end() :].strip()
            sure = self._is_name(left) and self._is_name(right)
            if joint[0] == "以及":
                sure = (
                    self.resolve(left).status is not Status.UNKNOWN and self.resolve(right).status is not Status.UNKNOWN
                )
            if len(left) > 2 and len(right) > 2 and sure:
                at = mention.start + joint.end()
                first = replace(mention, end=mention.start + len(quote[: joint.start()].rstrip()), full=None)
                return [*self._split(first), *self._split(replace(mention, start=at, full=None))]
        return [mention]

    def _is_name(self, name: str) -> bool:
        found = self.resolve(name)
        return found.status in (Status.KNOWN, Status.GROUP, Status.EXPIRED) or (
            found.status is Status.SHAPE and bool(readings(name)) and len(name) > 3
        )

    def _name(self, mention: Mention, prefix: str, carried_group: bool) -> NamedUnit | None:
        quote = self._text[mention.start : mention.end]
        mark = (quote, mention.full, prefix, carried_group, mention.joined)
        if mark not in self._named:
            self._named[mark] = self._meaning(quote, mention, prefix, carried_group)
        known = self._named[mark]
        return NamedUnit(mention, quote, known, known.status is Status.GROUP) if known is not None else None

    def _meaning(self, quote: str, mention: Mention, prefix: str, carried_group: bool) -> Resolution | None:
        """What a name in a list means; None where it can be no name."""
        name = squeeze(quote)
        elided = "" if readings(name) else prefix
        found = self.resolve(mention.full or name, elided)
        group = found.status is Status.GROUP or mention.joined or (found.status is not Status.KNOWN and is_group(quote))
        if carried_group and elided and found.status is not Status.GROUP:
            group = True
        if found.status is Status.UNKNOWN and (len(name) > 18 or _NO_NAME.search(name) or _VERBISH.search(name)):
            return None
        if found.status is not Status.KNOWN and not group and (_NO_NAME.search(name) or len(name) > 30):
            return None
        if (group and len(name) > 40) or name in ("单位", "部门", "地方", "地区", "机构"):
            return None
        return Resolution(Status.GROUP) if group else found

    @staticmethod
    def _carry(unit: NamedUnit, prefix: str, group: bool) -> tuple[str, bool]:
        name = squeeze(unit.quote)
        if unit.group and not unit.mention.joined:
            return ("各", True) if name.startswith("各") and name[-1] in "局委办厅会" else ("", False)
        seen = readings(name)
        if seen:
            return seen[0][1], False
        if unit.found.unit is not None and "※" in unit.found.unit.canonical and unit.found.key:
            return unit.found.key.partition("@")[2], False
        return prefix, group

    def _settle(self, zone: Zone, units: tuple[NamedUnit, ...]) -> tuple[NamedUnit, ...]:
        """Apply 列第一位为牵头单位 where the text says it before the zone's end, then rank."""
        rule = self.context.first_leads_at
        unranked = all(u.mention.role is Role.RESPONSIBLE for u in units if not u.mention.person)
        if not unranked or rule is None or rule >= zone.end:
            return tuple(self.rank(list(units)))
        lead_seen, out = False, []
        for unit in units:
            if not unit.mention.person:
                unit = _with_role(unit, Role.SUPPORT if lead_seen else Role.LEAD)
                lead_seen = True
            out.append(unit)
        return tuple(out)

    @staticmethod
    def rank(units: list[NamedUnit]) -> list[NamedUnit]:
        """The first unit under 牵头 is the lead, further ones are co-leads; persons keep their mark."""
        lead_seen, out = False, []
        for unit in units:
            if unit.mention.role is Role.LEAD and not unit.mention.person:
                unit = _with_role(unit, Role.CO_LEAD) if lead_seen else unit
                lead_seen = True
            out.append(unit)
        return out


def _with_role(unit: NamedUnit, role: Role) -> NamedUnit:
    return unit if unit.mention.role is role else replace(unit, mention=replace(unit.mention, role=role))


def _credible(zone: Zone, units: tuple[NamedUnit, ...], named: int) -> bool:
    """Whether what was read is a statement of units: precision first where no label says so."""
    if not units:
        return False
    first = units[0]
    if first.mention.labelled:
        sure = first.mention.person or first.found.status is not Status.UNKNOWN
        return sure or zone.kind == "bracket"
    if zone.kind == "list":
        return all(u.found.status in (Status.KNOWN, Status.GROUP) for u in units) and (
            first.found.status is Status.KNOWN and len(units) >= named
        )
    weak = [
        u
        for u in units
        if not (u.group or u.found.status in (Status.KNOWN, Status.EXPIRED) or _STRONG_SHAPE.search(u.quote))
    ]
    return first not in weak and 2 * len(weak) <= len(units)


def assignments_of(
    stated: tuple[StatedZone, ...], start: int, obligations: tuple[Obligation, ...], rule: str = "zone"
) -> tuple[Assignment, ...]:
    """Return the assignments of a task.

    Each zone governs the text since the zone before it (or, where it opens the task, the text up to the next one). A
    unit named twice in a zone counts once.
    """
    out: list[Assignment] = []
    since = start
    starts = [o.start for o in obligations]
    for i, each in enumerate(stated):
        until = each.zone.start
        covered = tuple([o.id for o in obligations[bisect_left(starts, since) : bisect_left(starts, until)]])
        if not covered:
            following = stated[i + 1].zone.start if i + 1 < len(stated) else None
            to = len(starts) if following is None else bisect_left(starts, following)
            covered = tuple([o.id for o in obligations[bisect_left(starts, until) : to]])
        if not covered and out:
            covered = out[-1].obligations
        since = each.zone.end
        seen: set[tuple[str, Role]] = set()
        for unit in each.units:
            mark = (unit.quote, unit.mention.role)
            if mark in seen:
                continue
            seen.add(mark)
            out.append(stated_assignment(unit, covered, f"{rule}:{each.zone.kind}"))
    return tuple(out)


def stated_assignment(unit: NamedUnit, covered: tuple[str, ...], rule: str) -> Assignment:
    """Turn a named unit into a STATED assignment with its quote and place."""
    m = unit.mention
    return Assignment(
        department="".join(unit.quote.split()),
        canonical=unit.found.canonical or (m.full if not m.person else None),
        key=unit.found.key,
        role=m.role,
        basis=Basis.STATED,
        group=unit.group,
        person=m.person,
        quote=unit.quote,
        start=m.start,
        end=m.end,
        obligations=covered,
        evidence=(Evidence(rule, unit.quote, m.start, m.end),),
    )
