"""Owns where a ledger stands as JSON: ``qdoc status --json``, every row with its judgement and the reason."""

from __future__ import annotations

from typing import Any

from qdoc.status import PeriodReturns, StatusReport, Tally
from qdoc.status.values import ItemStatus
from qdoc.store.shape import pretty

STATUS_SCHEMA = "qdoc.status/1"


def encode_status(report: StatusReport) -> bytes:
    """Return ``report`` as indented UTF-8 JSON; shares are per cent. The same report gives the same bytes."""
    return pretty(
        {
            "schema": STATUS_SCHEMA,
            "as_of": report.as_of.isoformat(),
            "plan": report.head.plan_title or report.head.notice_title,
            "rules": list(report.rules.sentences),
            "total": _tally(report.total),
            "themes": [_tally(one) for one in report.themes],
            "units": [{**_tally(one.tally), "rows": list(one.rows)} for one in report.units],
            "items": [_item(item) for item in report.items],
            **({} if report.returns is None else {"returns": _returns(report.returns)}),
            "diagnostics": [
                {"code": one.code, "severity": one.severity.value, "message": one.message, "hint": one.hint}
                for one in report.diagnostics
            ],
        }
    )


def _returns(returns: PeriodReturns) -> dict[str, Any]:
    return {
        "period": returns.period,
        "missing": [one.unit for one in returns.missing],
        "units": [
            {
                "unit": one.unit,
                "asked": one.asked,
                "answered": one.answered,
                "open_rows": list(one.open_rows),
                "on": one.on,
                "filled_by": one.filled_by,
                "phone": one.phone,
            }
            for one in returns.units
        ],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "name": tally.name,
        "total": tally.total,
        "counts": {judgement.value: count for judgement, count in tally.counts},
        "lights": {colour or "不亮灯": count for colour, count in tally.lights},
        "overdue": tally.overdue,
        "rate": None if tally.rate is None else float(tally.rate),
        "suggested": tally.suggested,
    }


def _item(item: ItemStatus) -> dict[str, Any]:
    return {
        "key": item.row_key,
        "serial": item.serial,
        "theme": item.theme,
        "task": item.number + item.task,
        "text": item.text,
        "units": list(item.units),
        "suggested": list(item.suggested),
        "metric": item.metric,
        "actual": item.actual,
        "deadline": item.deadline,
        "deadline_on": item.deadline_on,
        "status": item.status,
        "sent_back": item.sent_back,
        "expected": None if item.expected is None else float(item.expected),
        "share": None if item.share is None else float(item.share),
        "judgement": item.judgement.value,
        "reason": item.reason,
        "days": item.days,
        "overdue": item.overdue,
        "light": item.light,
        "light_reason": item.light_reason,
    }
