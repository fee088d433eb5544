"""Owns a small annotated notice of our own and the plan that reads it without a fault."""

from __future__ import annotations

from typing import Any

from qdoc.model import (
    Assignment,
    Basis,
    Comparator,
    Deadline,
    DeadlineKind,
    IssuedPlan,
    Letterhead,
    Metric,
    Obligation,
    Origin,
    Plan,
    Role,
    Segment,
    SegmentRole,
    Task,
    Theme,
)

TITLE = "云溪区2026年质量工作要点"
HEADING = "一、提升质量"
FIRST = "1.抽检建材。建材抽检率达到95%以上，6月底前完成。（区住建局牵头，区市场监管局配合）"
SECOND = "2.建设食堂。每家补助5万元，建成社区食堂12家。（区民政局负责）"
TEXT = f"{TITLE}\n{HEADING}\n{FIRST}\n{SECOND}\n"


def place(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def quoted(words: str) -> dict[str, Any]:
    start, end = place(words)
    return {"quote": words, "start": start, "end": end}


def gold() -> dict[str, Any]:
    """The notice as an expert annotates it."""
    return {
        "id": "云溪",
        "letterhead": {"title": TITLE, "issuer": None, "document_number": None, "date": None},
        "themes": [{"heading": "提升质量", "number": "一、", "level": 1}],
        "tasks": [
            {
                "number": "1.",
                "title": "抽检建材",
                "span": place(FIRST),
                "assignments": [
                    {"department": "区住建局", "role": "lead"},
                    {"department": "区市场监管局", "role": "support"},
                ],
                "metrics": [
                    {
                        "quote": "达到95%以上",
                        "indicator": "抽检率",
                        "comparator": "ge",
                        "value": 95,
                        "unit": "%",
                        "target": True,
                    }
                ],
                "deadlines": [{"quote": "6月底前", "kind": "month", "latest": "2026-06-30"}],
            },
            {
                "number": "2.",
                "title": "建设食堂",
                "span": place(SECOND),
                "assignments": [{"department": "区民政局", "role": "responsible"}],
                "metrics": [
                    {
                        "quote": "5万元",
                        "indicator": "补助",
                        "comparator": "eq",
                        "value": 5,
                        "unit": "万元",
                        "target": False,
                        "policy_amount": True,
                    },
                    {
                        "quote": "12家",
                        "indicator": "社区食堂",
                        "comparator": "count",
                        "value": 12,
                        "unit": "家",
                        "target": True,
                    },
                ],
                "deadlines": [],
            },
        ],
    }


def plan() -> Plan:
    """The notice read without a fault."""
    first, second = place(FIRST), place(SECOND)
    one, two = "2026/t01/o1", "2026/t02/o1"
    tasks = (
        Task(
            "2026/t01", 0, "2026/th1", "1.", "抽检建材", first[0], first[1],
            segments=(
                Segment(SegmentRole.HEADING, first[0], first[0] + 7),
                Segment(SegmentRole.OBLIGATION, first[0] + 7, first[1], one),
            ),
            obligations=(Obligation(one, FIRST[7:], first[0] + 7, first[1], 4),),
            assignments=(
                Assignment("区住建局", None, None, Role.LEAD, Basis.STATED, **quoted("区住建局")),
                Assignment("区市场监管局", None, None, Role.SUPPORT, Basis.STATED, **quoted("区市场监管局")),
            ),
            metrics=(Metric("抽检率", None, Comparator.GE, 95, "%", **quoted("达到95%以上")),),
            deadlines=(Deadline(DeadlineKind.MONTH, "2026-06-30", "6月底前", Basis.STATED, **quoted("6月底前")),),
        ),
        Task(
            "2026/t02", 0, "2026/th1", "2.", "建设食堂", second[0], second[1],
            obligations=(Obligation(two, SECOND[7:], second[0] + 7, second[1], 3),),
            assignments=(Assignment("区民政局", None, None, Role.RESPONSIBLE, Basis.STATED, **quoted("区民政局")),),
            metrics=(
                Metric("补助", None, Comparator.EQ, 5, "万元", target=False, **quoted("5万元")),
                Metric("社区食堂", None, Comparator.EQ, 12, "家", **quoted("12家")),
            ),
        ),
    )  # fmt: skip
    theme = Theme("2026/th1", 0, None, "一、", "提升质量", 1, True, place(HEADING)[0], len(TEXT), *place("提升质量"))
    origin = Origin("云溪.txt", "0" * 64, "text/plain", "utf-8", len(TEXT))
    return Plan(origin, Letterhead(title=TITLE), (IssuedPlan(TITLE, 2026, 0, len(TEXT)),), (theme,), tasks)
