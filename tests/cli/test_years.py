"""What a comparison is told of the reading of its years: nothing found, parts not read, numbers out of order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qdoc.cli.terminal import Steps
from qdoc.cli.years import read_year
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, LimitExceeded
from tests.cli.calling import call

PLAN = "云溪区2025年工作要点\n\n一、重点工作\n\n1.整治河道。完成支流清淤。\n\n2.更换路灯。消除照明盲区。\n"
# (name, text, codes and whether each ends in exit code 1, why)
READ = [
    ("a.txt", PLAN, [], "all is well"),
    ("a.txt", "", [("P103", True), ("R001", True)], "empty"),
    ("a.txt", "关于端午放假的通知\n\n放假三天，请安排好值班。\n", [("P103", True)], "another kind of document"),
    ("a.txt", PLAN.replace("2.更", "5.更"), [("P101", False)], "a gap in the numbers"),
    ("a.txt", PLAN.replace("2.更", "1.更"), [("P102", False)], "a number twice"),
    ("plan.json", None, [("P103", True)], "a plan without tasks"),
]


@pytest.mark.parametrize(("name", "text", "codes", "why"), READ, ids=[row[3] for row in READ])
def test_what_matters_to_a_comparison_is_told_by_the_files_name(
    name: str,
    text: str | None,
    codes: list[tuple[str, bool]],
    why: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / name
    if text is None:
        (tmp_path / "a.txt").write_text("关于放假的通知\n", "utf-8")
        call("parse", tmp_path / "a.txt", "--json")
        told = json.loads(capsys.readouterr().out)
        told["diagnostics"] = []
        text = json.dumps(told)
    path.write_text(text, "utf-8")
    with Steps() as steps:
        found = read_year(str(path), steps).diagnostics
    assert sorted((one.code, one.severity.value in ("error", "warning")) for one in found) == codes, why
    assert all(one.message.startswith(f"{name}：") and one.hint for one in found)


@pytest.mark.parametrize("command", ["compare", "trend"])
@pytest.mark.parametrize("empty", [0, 1])
def test_a_year_without_tasks_is_no_comparison(
    command: str, empty: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [PLAN, PLAN.replace("2025", "2026")]
    texts[empty] = "关于放假的通知\n"
    for at, text in enumerate(texts):
        (tmp_path / f"{at}.txt").write_text(text, "utf-8")
    assert call(command, tmp_path / "0.txt", tmp_path / "1.txt") == EXIT_FINDINGS
    said = "".join(capsys.readouterr().out.split())
    assert f"P103{empty}.txt：没有找到任务" in said
    assert "不能当作对照的结果" in said
    (tmp_path / f"{empty}.txt").write_text(PLAN, "utf-8")
    assert call(command, tmp_path / "0.txt", tmp_path / "0.txt") == EXIT_DONE


@pytest.mark.parametrize("name", ["a.txt", "plan.json", "台账.xlsx"])
def test_a_year_with_more_tasks_than_are_compared_is_refused_before_its_pairs_are_made(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    call("run", tmp_path / "a.txt", "-o", tmp_path)
    capsys.readouterr()
    with Steps() as steps:
        assert len(read_year(str(tmp_path / name), steps).reading.plan.tasks) == 2
        monkeypatch.setattr("qdoc.cli.years.MAX_TASKS", 1)
        with pytest.raises(LimitExceeded) as refused:
            read_year(str(tmp_path / name), steps)
    told = str(refused.value)
    assert told.startswith(f"{name}：有 2 项任务")
    assert "不超过 1 项任务" in told
    assert "按主题" in told
