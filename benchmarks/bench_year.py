"""Owns the figure of the year's round: a ledger of 5,000 rows read, the entries of 100 returns applied, written again.

    python benchmarks/bench_year.py [ROWS [UNITS [PERIODS]]]     # 5000 100 1; the issue's limit is 5 s of CPU

CPU seconds of this process, medians of three rounds; every unit answers for the rows that it leads. PERIODS: quarters
that are in the record already. Reading the forms themselves is not in it (see ``qdoc collect``).
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from qdoc.ledger.entries import apply_entries
from qdoc.model import Basis, Cell, Entry, Ledger, LedgerHead, LedgerRow
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger

LIMIT = 5.0
ROUNDS = 3
_TEXT = "围绕重点行业和重点产品开展质量安全排查整治，建立问题清单和责任清单，第{}批对象年底前全部整改到位。"


def made(rows: int, units: int) -> Ledger:
    """A ledger as long as the longest we know of, with the lengths of words that plans have."""
    head = LedgerHead("通知", "云溪区2026年工作要点", "云溪区人民政府办公室", None, None, 2026, "要点.docx", "0" * 64)
    return Ledger(head, tuple(_row(number, units) for number in range(rows)))


def _row(number: int, units: int) -> LedgerRow:
    return LedgerRow(
        key=hashlib.sha256(str(number).encode()).hexdigest()[:12],
        task_id=f"2026/t{number // 3}",
        theme=f"主题{number // 100}：提升重点领域质量水平",
        number=f"{number // 3 + 1}.",
        task=f"开展第{number // 3 + 1}项重点工作",
        text=_TEXT.format(number),
        strength="推进",
        lead=Cell(f"区第{number % units}局", Basis.STATED),
        support=Cell(f"区第{(number + 1) % units}局、区第{(number + 7) % units}局", Basis.STATED),
        metric=Cell("整改率达到95%以上", Basis.STATED) if number % 3 == 0 else Cell(),
        deadline=Cell("2026年底前", Basis.STATED),
        deadline_on="2026-12-31",
        place=f"“{number // 3 + 1}.”第{number % 3 + 1}项",
        start=number,
        end=number + 40,
    )


def returns(ledger: Ledger, period: str) -> list[Entry]:
    """What the units returned: an entry for each row of its lead, as forms that ask by task give them."""
    return [
        Entry(
            row.key, row.lead.value, period, leads=True, status="推进中", wording=f"已完成第{number}批排查。",
            actual="87" if row.metric.value else "", nodes="九月底前完成复查", problem="", filled_by="张三",
            phone="000-0000", filled_on="2026-07-01", asked_by="任务", source=f"{row.lead.value}进展填报表.xlsx",
            source_sha256=hashlib.sha256((row.lead.value + period).encode()).hexdigest(), place=f"K{number}",
            received_on="2026-07-05",
        )
        for number, row in enumerate(ledger.rows)
    ]  # fmt: skip


def main() -> int:
    """Print the CPU seconds of each step; fail where they are together above the limit."""
    given = [int(each) for each in sys.argv[1:]]
    rows, units, periods = (*given, *(5000, 100, 1)[len(given) :])
    quarters = [f"2026Q{number}" for number in range(1, periods + 1)]
    ledger = made(rows, units)
    for quarter in quarters[:-1]:
        ledger = apply_entries(ledger, returns(ledger, quarter)).ledger
    data, new = ledger_xlsx(ledger), returns(ledger, quarters[-1])
    times: dict[str, list[float]] = {"read": [], "apply": [], "write": []}
    for _ in range(ROUNDS):
        marks = [time.process_time()]
        before = read_ledger(data, "台账.xlsx")
        marks.append(time.process_time())
        after = apply_entries(before, new).ledger
        marks.append(time.process_time())
        out = ledger_xlsx(after)
        marks.append(time.process_time())
        for name, start, end in zip(times, marks[:-1], marks[1:], strict=True):
            times[name].append(end - start)
    assert read_ledger(out, "台账.xlsx").entries == after.entries
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:6} {median:5.2f} s")
    total = sum(medians.values())
    print(f"{rows} rows, {len(new)} new entries of {units} units, {len(after.entries)} in all, {len(out):,} bytes")
    print(f"together {total:.2f} s of CPU (at most {LIMIT:.1f})")
    return 0 if total <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
