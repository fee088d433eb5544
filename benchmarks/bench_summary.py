"""Owns the figure of the year-end summary: a ledger of 5,000 rows read, 年终总结.docx made of it and proved.

    python benchmarks/bench_summary.py [ROWS [UNITS [PERIODS]]]     # 5000 100 1; the issue's limit is 3 s of CPU

CPU seconds of this process, medians of three rounds, without LibreOffice. The ledger is that of ``bench_year.py`` with
the returns of PERIODS quarters in its record, answered by task, half of them finished.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.bench_year import made, returns
from qdoc.ledger.entries import apply_entries
from qdoc.model import Entry, Ledger
from qdoc.parse.punctuation import full_width
from qdoc.render.summary_docx import summary_docx
from qdoc.render.summary_proof import prove_document
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger
from qdoc.returns.silent import find_silent
from qdoc.summary import summarise

LIMIT = 3.0
ROUNDS = 3


def told(ledger: Ledger, period: str) -> list[Entry]:
    """The returns of ``bench_year``, half of them finished, with words of their own for each task."""
    return [
        replace(
            entry, status="已完成" if number % 2 else "推进中", problem="" if number % 2 else "点位改造资金尚未到位。"
        )
        for number, entry in enumerate(returns(ledger, period))
    ]


def main() -> int:
    """Print the CPU seconds of each step; fail where they are together above the limit."""
    given = [int(each) for each in sys.argv[1:]]
    rows, units, periods = (*given, *(5000, 100, 1)[len(given) :])
    ledger = made(rows, units)
    for number in range(1, periods + 1):
        ledger = apply_entries(ledger, told(ledger, f"2026Q{number}")).ledger
    data = ledger_xlsx(ledger)
    times: dict[str, list[float]] = {"read": [], "silent": [], "summarise": [], "write": [], "prove": []}
    for _ in range(ROUNDS):
        marks = [time.process_time()]
        record = read_ledger(data, "台账.xlsx")
        marks.append(time.process_time())
        missing = find_silent(record, as_of="2026-12-31")
        marks.append(time.process_time())
        summary = summarise(record, as_of="2026-12-31", missing=missing)
        marks.append(time.process_time())
        document = summary_docx(summary, quote=full_width, office="云溪区人民政府办公室", dated="2027年1月5日")
        marks.append(time.process_time())
        proved = prove_document(document, summary, given=("2027年1月5日",))
        marks.append(time.process_time())
        assert not proved.faults, proved.faults[:3]
        for name, start, end in zip(times, marks[:-1], marks[1:], strict=True):
            times[name].append(end - start)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:9} {median:5.2f} s")
    total = sum(medians.values())
    print(f"{rows} rows, {len(ledger.entries)} returns, {proved.numbers} numbers proved, {len(document):,} bytes")
    print(f"together {total:.2f} s of CPU (at most {LIMIT:.1f})")
    return 0 if total <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
