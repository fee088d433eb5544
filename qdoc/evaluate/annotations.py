"""Owns reading an annotated notice (the JSON of an expert, see docs/识别说明.md) as gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qdoc.evaluate.gold import (
    GoldCut,
    GoldDeadline,
    GoldMetric,
    GoldNotice,
    GoldPart,
    GoldSegment,
    GoldTask,
    GoldTheme,
    GoldUnit,
    same_role,
)
from qdoc.evaluate.wording import fold

_ASKED = frozenset({"themes", "tasks", "units", "metrics", "metric_places", "deadlines", "letterhead", "quotes"})
_EQUAL = frozenset({"eq", "count", "approx"})
_SEGMENTS = {"H": "heading", "O": "obligation", "P": "purpose", "A": "adjunct", "C": "continuation"}
_HEAD = ("title", "issuer", "document_number", "date")

Json = Mapping[str, Any]


def is_annotation(data: object) -> bool:
    """Whether a JSON value is an annotated notice."""
    return isinstance(data, Mapping) and "tasks" in data and "letterhead" in data and "schema" not in data


def read_annotation(data: Json, cuts: tuple[GoldCut, ...] = ()) -> GoldNotice:
    """Return the gold in ``data``; ``cuts`` are the tasks' segments where an expert cut them.

    Raises KeyError, TypeError or ValueError for what lacks a needed field.
    """
    head = data["letterhead"]
    outside = data.get("outside_tasks") or {}
    duties = data.get("duties", outside.get("duties", ()))
    return GoldNotice(
        id=str(data["id"]),
        tasks=tuple(_task(one) for one in data["tasks"]),
        asked=_ASKED | {"segments"} if cuts else _ASKED,
        themes=tuple(
            GoldTheme(one["heading"], one.get("task_bearing", True), bool(one.get("container")))
            for one in data["themes"]
        ),
        tolerated_themes=frozenset(fold(one) for one in data.get("accept_themes", ())),
        letterhead={name: head.get(name) for name in _HEAD},
        addressees=tuple(head.get("addressees") or ()),
        standing=frozenset(fold(one.get("department", "")) for one in data.get("standing_assignments", ())),
        duties=tuple(_place(one["span"]) for one in duties if isinstance(one, Mapping) and one.get("span")),
        ignored=tuple(_place(one["span"] if isinstance(one, Mapping) else one) for one in data.get("ignore_spans", ())),
        cuts=cuts,
    )


def read_cuts(data: Json) -> tuple[GoldCut, ...]:
    """Return the cut tasks of a file like seed-obligations.json. Raises as ``read_annotation`` does."""
    cuts = []
    for one in data["tasks"]:
        segments = tuple(GoldSegment(each["start"], each["end"], _SEGMENTS[each["tag"]]) for each in one["segments"])
        count = int(one["obligations"])
        least, most = one.get("expert_range") or (count, count)
        cuts.append(GoldCut(f"{one['task']}.", segments, count, int(least), int(most)))
    return tuple(cuts)


def _task(one: Json) -> GoldTask:
    elsewhere = any("at" in unit for unit in one["assignments"])
    in_column = any("column" in limit for limit in one["deadlines"])
    return GoldTask(
        number=one.get("number") or "",
        title=one.get("title") or "",
        span=_place(one["span"]),
        units=None if elsewhere else tuple(map(_unit, one["assignments"])),
        metrics=tuple(map(_metric, one["metrics"])),
        deadlines=None if in_column else tuple(map(_deadline, one["deadlines"])),
        parts=tuple(GoldPart(_place(part["span"]), part.get("title")) for part in one.get("parts") or ()),
        required=not one.get("optional"),
    )


def _unit(one: Json) -> GoldUnit:
    optional, prose = bool(one.get("optional")), bool(one.get("prose"))
    printed, full = one.get("department") or "", one.get("full_name") or ""
    roles = {one["role"], *one.get("accept_roles", ())} | ({one["alt_role"]} if one.get("alt_role") else set())
    return GoldUnit(
        printed=printed,
        full=full or printed,
        names=frozenset(fold(name) for name in (printed, full) if name),
        role=one["role"],
        roles=frozenset(map(same_role, roles)),
        required=not (optional or prose),
        counted=not optional,
        group=bool(one.get("group")),
        prose=prose,
        part=one.get("part"),
    )


def _metric(one: Json) -> GoldMetric:
    optional, subsidy = bool(one.get("optional")), bool(one.get("policy_amount"))
    comparator, unit = one.get("comparator"), one.get("unit")
    comparators = {comparator, one.get("alt_comparator"), *one.get("accept_comparators", ())} - {None}
    named = [unit] if unit else []
    named += [name for name in _given(one, "accept_units", "unit_by_reading") if name]
    return GoldMetric(
        quote=one["quote"],
        quotes=(one["quote"], *one.get("accept_quotes", ())),
        values=tuple(
            map(figure, _given(one, "value", "value_max", "values", "accept_values", "value_by_reading") or [None])
        ),
        units=frozenset(map(fold, named)) | (frozenset({""}) if unit is None else frozenset()),
        comparators=frozenset(comparators | ({"eq", "count"} if comparator in _EQUAL else set())),
        comparator=comparator,
        shown=" ".join(str(part) for part in (comparator, one.get("value"), unit) if part is not None),
        required=not optional and not subsidy and bool(one.get("target", True)),
        subsidy=subsidy and not optional,
        part=one.get("part"),
    )


def _deadline(one: Json) -> GoldDeadline:
    latest = one.get("latest")
    days = _given(one, "latest", "accept_latest", "latest_by_reading")
    return GoldDeadline(
        quote=one["quote"],
        quotes=(one["quote"], *one.get("accept_quotes", ())),
        days=(*days, None) if latest is None else tuple(days),
        latest=latest,
        open_ended=one["kind"] in ("ongoing", "recurring"),
        counted=not one.get("optional"),
        part=one.get("part"),
    )


def _given(one: Json, *names: str) -> list[Any]:
    """The values given under these names; a list gives its members."""
    values: list[Any] = []
    for name in names:
        value = one.get(name)
        if isinstance(value, list):
            values += value
        elif value is not None:
            values.append(value)
    return values


def figure(value: object) -> float | None:
    """Return a value as a number; None for none, and for what is no number."""
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _place(span: Iterable[int]) -> tuple[int, int]:
    start, end = span
    return int(start), int(end)
