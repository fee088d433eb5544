"""Owns the made returns that ledger and workbook tests share: files of invented units over two quarters."""

from __future__ import annotations

import hashlib
import random

from qdoc.ledger import build_ledger
from qdoc.model import Entry, Event, EventKind
from tests.ledger.made_plans import plan

LEDGER = build_ledger(plan(), "c" * 64)
KEYS = tuple(row.key for row in LEDGER.rows)
SCHOOL, WELFARE, MARKET = "区教育局", "区民政局", "区市场监管局"


def returned(key, unit=SCHOOL, period="2026Q1", *, leads=True, file="", place="G4", received="2026-04-02", **said):
    """A return on the row ``key`` from ``file`` (its name makes its hash); ``said`` are its answers."""
    file = file or f"{unit}{period}.xlsx"
    sha = hashlib.sha256(file.encode()).hexdigest()
    return Entry(
        key, unit, period, leads, filled_by="张三", phone="021-5555", filled_on="2026-04-01", asked_by="任务",
        source=file, source_sha256=sha, place=place, received_on=received, **said,
    )  # fmt: skip


ENTRIES = (
    returned(KEYS[0], status="推进中", wording="已排查 12 处。", actual="12", next_step="六月底前全部排查"),
    returned(KEYS[0], MARKET, leads=False, status="已完成", wording="=配合检查", actual="9"),
    returned(KEYS[1], place="G5", status="推进中", wording="登记率\n达到 80%", actual="80%", problem="-人手不足"),
    returned(KEYS[2], WELFARE, period="2026Q2", received="2026-07-03", status="已完成", wording="已建成。" * 20),
    returned("0" * 12, WELFARE, period="2026Q2", received="2026-07-03", status="推进中", wording="别的台账里的事项"),
)
EVENTS = (
    Event(KEYS[0], EventKind.RECEIPT, "2026-03-20", "李四", SCHOOL),
    Event(KEYS[3], EventKind.OBJECTION, "2026-03-22", "王五", WELFARE, "=职责不在本局"),
    Event(
        KEYS[0], EventKind.EXTENSION, "2026-09-01", "区政府办 赵六", SCHOOL, "汛期停工",
        "deadline", "2026年9月底前", "2026-12-31", "同意", "延期申请.docx", "a" * 64,
    ),
    Event("f" * 12, EventKind.PROOF, file="照片.zip", sha256="b" * 64),
)  # fmt: skip


def many(seed: int, count: int = 40) -> list[Entry]:
    """Returns of three units on all rows: corrected ones, copies under another name, two answers on one day."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        unit = chance.choice((SCHOOL, WELFARE, MARKET))
        period = chance.choice(("2026Q1", "2026Q2", "2026-05-20"))
        made.append(
            returned(
                chance.choice(KEYS), unit, period, leads=unit != MARKET, file=f"{unit}{period}{number % 7}.xlsx",
                place=f"G{number}", received=chance.choice(("", "2026-07-02", "2026-07-09")),
                status=chance.choice(("", "推进中", "已完成")), actual=chance.choice(("", "9", "9.0", "12")),
                wording=chance.choice(("", "已排查", "在办")), problem=chance.choice(("", "缺人")),
            )
        )  # fmt: skip
    return made
