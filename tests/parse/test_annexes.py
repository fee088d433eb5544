"""Owns the cases of annexes: how they are listed, and when they and not the notice hold the tasks."""

from __future__ import annotations

from itertools import pairwise

from qdoc.model import Block, BlockKind, Origin, SourceText
from qdoc.parse import parse
from tests.parse.reading import assert_sound, parsed

HEAD = "云溪区水务局关于做好2026年河道治理工作的通知\n各街道办事处：\n为做好今年河道治理，现将有关事项通知如下：\n"
DEMANDS = "一、加强领导。明确一名联络员。\n二、按月报送。每月25日前报送进展。\n"
LIST = "附件：1.云溪区2026年河道治理任务清单\n　　　2.云溪区2026年排口整治任务清单\n"
SIGNED = "云溪区水务局\n2026年3月9日\n"
FIRST = "云溪区2026年河道治理任务清单\n1.清理河道20公里。（区水务局负责）\n2.修复护岸3处。（区住建局负责）\n"
SECOND = (
    "云溪区2026年排口整治任务清单\n1.登记排口。（区生态环境局负责）\n2.封堵排口。（区水务局牵头，各街道办事处配合）\n"
)


def test_annexes_that_name_units_hold_the_tasks() -> None:
    notice = parsed(f"{HEAD}{DEMANDS}{LIST}{SIGNED}附件1\n{FIRST}附件2\n{SECOND}")
    assert_sound(notice)
    assert [p.title for p in notice.plans] == ["云溪区2026年河道治理任务清单", "云溪区2026年排口整治任务清单"]
    assert [(t.plan, t.number) for t in notice.tasks] == [(0, "1."), (0, "2."), (1, "1."), (1, "2.")]
    assert (notice.letterhead.signatory, notice.letterhead.dated) == ("云溪区水务局", "2026-03-09")
    told = [d for d in notice.diagnostics if d.code == "P109"]
    assert len(told) == 1
    text = notice.source.text[told[0].start : told[0].end]
    assert "按月报送" in text
    assert "附件" not in text


def test_a_title_alone_heads_the_annex() -> None:
    listed = "附件：云溪区2026年河道治理任务清单（云水〔2026〕3号）\n"
    notice = parsed(f"{HEAD}{DEMANDS}{listed}{SIGNED}{FIRST}")
    assert [t.title for t in notice.tasks] == ["清理河道20公里", "修复护岸3处"]


def test_a_form_in_the_annex_holds_no_tasks() -> None:
    form = "附件1\n云溪区2026年河道治理任务清单\n1.单位名称\n2.联系电话\n"
    notice = parsed(f"{HEAD}{DEMANDS}附件：云溪区2026年河道治理任务清单\n{SIGNED}{form}")
    assert [t.number for t in notice.tasks] == ["一、", "二、"]


def test_a_notice_that_names_units_is_its_own_plan() -> None:
    own = "一、清理河道。年底前完成。（区水务局负责）\n二、修复护岸。年底前完成。（区住建局负责）\n"
    notice = parsed(f"{HEAD}{own}{LIST}{SIGNED}附件1\n{FIRST}")
    assert [t.number for t in notice.tasks] == ["一、", "二、"]


def test_a_table_in_the_annex_allocates_the_tasks() -> None:
    """The rows are the tasks, and what the notice itself demands is told (P109)."""
    front = f"{HEAD}{DEMANDS}附件：云溪区河道治理任务分解表\n{SIGNED}附件\n云溪区河道治理任务分解表\n"
    rows = [["序号", "任务", "牵头单位"], ["1", "清理河道20公里", "区水务局"], ["2", "修复护岸3处", "区住建局"]]
    ends = [0, *(i + 1 for i, c in enumerate(front) if c == "\n")]
    blocks = [Block(BlockKind.PARAGRAPH, a, b) for a, b in pairwise(ends)]
    text = front
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            start = len(text)
            text += cell + ("\n" if column == 2 else "\t")
            blocks.append(Block(BlockKind.CELL, start, len(text), table=0, row=row, column=column))
    origin = Origin("通知.docx", "0" * 64, "application/x-docx", None, len(text))
    notice = parse(SourceText(text, tuple(blocks), origin))
    assert_sound(notice)
    assert [(t.number, t.title, t.unit.quote if t.unit else None) for t in notice.tasks] == [
        ("1", "清理河道20公里", "区水务局"),
        ("2", "修复护岸3处", "区住建局"),
    ]
    assert "P109" in [d.code for d in notice.diagnostics]


def test_a_listed_title_that_heads_its_text_as_annex() -> None:
    """Run together, the list and the heading look alike: 附件：title, twice."""
    text = (
        "各街道办事处：为治理河道，制定了《云溪区河道治理工作方案》，现印发给你们，请认真落实。附件：云溪区河道治理工作方案云溪区水务局"
        "2026年3月9日附件：云溪区河道治理工作方案为治理河道，制定本方案。一、清理河道。年底前完成20公里。二、修复护岸。年底前完成3处。"
    )
    notice = parsed(text)
    assert_sound(notice)
    assert [t.title for t in notice.tasks] == ["清理河道", "修复护岸"]
    assert notice.letterhead.signatory == "云溪区水务局"


def test_annexes_listed_without_line_ends() -> None:
    text = "关于河道的通知\n各街道：\n一、清理河道。年底前完成。\n附件：1.资金计划表2.河道清单3.2026-2028年任务表\n"
    assert parsed(text).letterhead.annexes == ("资金计划表", "河道清单", "2026-2028年任务表")
