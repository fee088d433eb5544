"""The clerk's page on what is recognised: its commands and options exist, and its figures are what was counted."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from qdoc.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "识别说明.md"


def calls() -> list[tuple[str, list[str]]]:
    """Every ``qdoc …`` of the page as its command and the options written with it."""
    text = PAGE.read_text("utf-8")
    return [(name, re.findall(r"--[a-z-]+", rest)) for name, rest in re.findall(r"qdoc ([a-z]+)([^`\n]*)", text)]


def test_every_command_and_option_of_the_page_exists() -> None:
    found = calls()
    assert {"run", "eval", "confirm", "adopt"} <= {name for name, _ in found}
    for name, options in found:
        assert name in COMMANDS
        command = import_module(f"qdoc.cli.{name}").command
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(options) <= known, (name, options)


@pytest.mark.parametrize("mark", ["示例的数字", "真实通知的数字"])
def test_the_figures_were_counted(mark: str) -> None:
    text = PAGE.read_text("utf-8")
    body = text.split(f"<!-- {mark} -->")[1].split(f"<!-- {mark}完 -->")[0]
    rows = re.findall(r"^\| (\S+) \| (\d+) \| (\d+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \|$", body, re.MULTILINE)
    assert {"主题", "任务", "单位", "指标", "时限"} <= {row[0] for row in rows}
    for _, right, extra, missed, precision, recall in rows:  # the shares follow from the counts beside them
        assert float(precision) == pytest.approx(int(right) / max(1, int(right) + int(extra)), abs=0.006)
        assert float(recall) == pytest.approx(int(right) / max(1, int(right) + int(missed)), abs=0.006)


def test_the_page_is_made_from_the_examples(tmp_path: Path) -> None:
    # the script runs on a copy: the figures themselves move with extraction, the page only where it is made anew
    code = (
        "import runpy, pathlib, sys; made = runpy.run_path('scripts/make_eval_docs.py');"
        "print(made['fill'](pathlib.Path('docs/识别说明.md').read_text('utf-8'), '示例的数字',"
        " made['table'](made['run_of'](made['EXAMPLES']))))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "| 任务 | 50 |" in done.stdout
