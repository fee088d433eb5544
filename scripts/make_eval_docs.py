"""Owns the figures in docs/识别说明.md: what ``qdoc eval`` counts, written between the marks of the page.

``make_eval_docs.py`` measures the examples; with a folder of annotated notices as argument it measures those too.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "识别说明.md"
EXAMPLES = ROOT / "examples" / "expected"
FIELDS = ("themes", "tasks", "units", "metrics", "deadlines", "letterhead", "quotes")


def run_of(folder: Path) -> dict:
    """What ``qdoc eval --json`` prints for ``folder``."""
    from qdoc.cli import main

    with tempfile.TemporaryDirectory() as made:
        saved = Path(made) / "run.json"
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
            main(["eval", str(folder), "--save", str(saved)])
        return json.loads(saved.read_text("utf-8"))


def table(run: dict) -> str:
    """The figures of a run as a table of the page."""
    from qdoc.evaluate import FIELDS as NAMES
    from qdoc.evaluate import Tally

    lines = ["| 项 | 对 | 多 | 漏 | 准确率 | 召回率 |", "|---|---|---|---|---|---|"]
    for name in FIELDS:
        one = run["total"].get(name)
        if one:
            tally = Tally(one["right"], one["extra"], one["missed"])
            counts = f"{tally.right} | {tally.extra} | {tally.missed}"
            lines.append(f"| {NAMES[name]} | {counts} | {tally.precision:.2f} | {tally.recall:.2f} |")
    hidden = [one for key, one in run["suggestions"].items() if key != "seed"]
    asked = sum(one["tasks"] for one in hidden)
    if asked:
        first, three = (sum(one[name] for one in hidden) for name in ("first", "first_three"))
        firm, right = (sum(one[name] for one in hidden) for name in ("firm", "firm_right"))
        lines.append("")
        lines.append(
            f"把原文写明的牵头单位藏起来再问（{asked} 项任务）：首选就对的 {first / asked:.0%}，"
            f"前三个里有的 {three / asked:.0%}；把握够、列入台账的有 {firm} 项，其中对的 {right} 项。"
        )
    return "\n".join(lines)


def fill(page: str, mark: str, body: str) -> str:
    """Return ``page`` with ``body`` between the marks called ``mark``."""
    begin, end = f"<!-- {mark} -->", f"<!-- {mark}完 -->"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    assert rest, mark
    return f"{before}{begin}\n{body}\n{end}{after}"


if __name__ == "__main__":
    text = fill(PAGE.read_text("utf-8"), "示例的数字", table(run_of(EXAMPLES)))
    if len(sys.argv) > 1:
        text = fill(text, "真实通知的数字", table(run_of(Path(sys.argv[1]))))
    PAGE.write_text(text, "utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name}\n")
