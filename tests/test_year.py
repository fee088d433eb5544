"""Owns the check that a year on the example notice runs, that its recount agrees, and that the recount can disagree."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LEAST_CHECKS = 210
SECONDS = 900  # a limit for a machine that does other things as well; alone it takes about a minute


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("year") / "年"
    command = [sys.executable, str(EXAMPLES / "year.py"), str(folder)]
    return folder, subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=SECONDS
    )


@pytest.fixture(scope="module")
def parts() -> object:
    """The parts of the script, as the script itself imports them."""
    sys.path.insert(0, str(EXAMPLES))
    try:
        import year_round.ledger_view
        import year_round.recount
        import year_round.recount_papers
        import year_round.standing
    finally:
        sys.path.remove(str(EXAMPLES))
    return year_round


def test_the_year_runs_and_every_figure_agrees_with_the_recount(year) -> None:
    _, done = year
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    found = re.search(r"共核对 (\d+) 项，(\d+) 项一致，0 项不一致", done.stdout)
    assert found, done.stdout[-500:]
    assert int(found[1]) >= LEAST_CHECKS


def test_the_terminal_tells_the_year_in_its_order(year) -> None:
    told = year[1].stdout
    scenes = [
        "【三月】",
        "【第一季度】",
        "常务会议定",
        "【第二季度】",
        "申请延期",
        "【第三季度】",
        "销号",
        "【第四季度】",
        "【另算】",
    ]
    places = [told.index(scene) for scene in scenes]
    assert places == sorted(places)
    assert "Traceback" not in told


def test_the_notice_and_everything_outside_the_folder_is_left_alone(year) -> None:
    folder, _ = year
    assert [path.name for path in folder.parent.iterdir()] == ["年"]
    assert not (EXAMPLES / "台账.xlsx").exists()


# (status, figures, targets of task, last day, day, judgement, light) each by hand
CASES = [
    ("推进中", "31家", "1.推动", "会诊企业不少于60家", "2026-12-31", "2026-07-20", "达进度", "绿"),  # 51.7 % of 46.1 %
    ("推进中", "20家", "1.推动", "会诊企业不少于60家", "2026-12-31", "2026-07-20", "欠进度", "红"),  # 33.3 % of 46.1 %
    ("推进中", "约31家", "1.推动", "会诊企业不少于60家", "2026-12-31", "2026-07-20", "不适用", ""),  # 约 is no figure
    ("已完成", "", "1.推动", "会诊企业不少于60家", "2026-06-30", "2026-07-20", "已完成", "绿"),  # a word closes it
    (
        "推进中",
        "8%",
        "4.实施",
        "企业标准自我声明公开数量增长10%以上",
        "2026-12-31",
        "2026-07-20",
        "欠进度",
        "红",
    ),  # growth
    ("推进中", "", "5.打响", "", "2026-12-31", "2026-12-20", "不适用", "黄"),  # 11 days left
    ("推进中", "", "5.打响", "", "2026-12-31", "2027-01-05", "欠进度", "红"),  # its last day is past
    ("", "", "5.打响", "", "2026-12-31", "2026-07-20", "未填报", ""),  # nobody said anything
    ("未启动", "", "5.打响", "", "2026-12-31", "2026-03-10", "未启动", ""),  # 2.6 % of the time: within 容差 5
]


@pytest.mark.parametrize(("status", "actual", "task", "metric", "last", "day", "judgement", "light"), CASES)
def test_the_recount_judges_as_the_printed_rules_say(
    parts, status, actual, task, metric, last, day, judgement, light
) -> None:
    cells = {"任务编号": task, "办理状态": status, "完成数值": actual, "量化指标": metric, "截止日": last}
    one = parts.standing.stand(parts.ledger_view.Row(1, cells), date.fromisoformat(day))
    assert (one.judgement, one.light) == (judgement, light)


def test_the_recount_sees_a_number_that_was_changed(year, parts, tmp_path: Path) -> None:
    folder, _ = year
    papers, forms = parts.recount_papers, parts.forms
    rows = parts.ledger_view.read_rows(folder / "台账.xlsx")
    standings = [parts.standing.stand(row, date(2026, 12, 31), {61}) for row in rows]
    page, root = folder / "一览4.docx", forms.document_of(folder / "一览4.docx")
    honest, forged = parts.recount.Recount(), parts.recount.Recount()
    papers.check_page(honest, "", page, standings, parts.books.Books())
    assert not honest.wrong
    totals = next(row for row in root.iter(f"{forms.W}tr") if forms.text_of(row).startswith("合计75"))
    cell = totals.findall(f"{forms.W}tc")[2]
    next(cell.iter(f"{forms.W}t")).text = "74"
    forms.save_word(page, root, tmp_path / "forged.docx")
    papers.check_page(forged, "", tmp_path / "forged.docx", standings, parts.books.Books())
    assert [line.split("\n")[0] for line in forged.wrong] == [" 一览：分主题的表"]
