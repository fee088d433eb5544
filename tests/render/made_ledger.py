"""Owns a made ledger for tests: 200 departments with 1 to 15 tasks each, words and gaps that break careless writers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from qdoc.model import Basis, Cell, Ledger, LedgerHead, LedgerRow

HEAD = LedgerHead(
    notice_title="云溪区人民政府办公室关于印发《云溪区2026年质量工作要点》的通知",
    plan_title="云溪区2026年质量工作要点",
    issuer="云溪区人民政府办公室",
    document_number="云府办发〔2026〕3号",
    dated="2026-03-01",
    year=2026,
    source_name="要点.docx",
    source_sha256="0" * 64,
)
AS_OF = date(2026, 9, 20)
_PIECES = (
    "推进“一站式”服务", "建成A&B<C>示范点", '称为"样板"', "it’s 100%", "\t第二列", "\n第二行", "{{ 7*7 }}",
    "{% if x %}", "x" * 70, "https://example.org/?a=1&b=2", "覆盖率达到95%以上", "《甲〈乙〉办法》", "—", "〔2026〕5号",
    "每季度报送进展", "𠮷林", "  两格  ", "长" * 90,
)  # fmt: skip
_STATUSES = ("", "未启动", "推进中", "已完成", "未完成", "销号")


def departments(count: int = 200) -> tuple[str, ...]:
    """Names, some long, some with signs that XML must escape."""
    endings = (
        "",
        "（区A&B中心）",
        "（“双高”专班）",
        "<筹>",
        "和区住房城乡建设管理委员会（区房屋管理局、区工程质量监督站）",
    )
    return tuple(f"区第{number}局{endings[number % 5]}" for number in range(1, count + 1))


def made_ledger(count: int = 200, seed: int = 4) -> Ledger:
    """The ledger: department n leads (n % 15) + 1 tasks, each of one to three rows that others support or share."""
    chance = random.Random(seed)
    units = departments(count)
    rows: list[LedgerRow] = []
    for number, unit in enumerate(units):
        for task in range(number % 15 + 1):
            title = _words(chance, 1)
            for _ in range(chance.choice((1, 1, 1, 1, 1, 3))):
                rows.append(_row(chance, len(rows), f"（{number // 10 + 1}）主题", (number, task, title), unit, units))
    return Ledger(HEAD, tuple(rows))


def _row(
    chance: random.Random, index: int, theme: str, task: tuple[int, int, str], unit: str, units: Sequence[str]
) -> LedgerRow:
    number, order, title = task
    others = chance.sample(units, chance.choice((0, 0, 0, 1, 3)))
    ranked = chance.random() < 0.7
    leading = Cell("、".join(dict.fromkeys((unit, *others[:1]))), chance.choice(tuple(Basis)))
    last = AS_OF + timedelta(days=chance.randrange(-60, 90))
    wording = chance.choice(("", "2026年底前", "长期坚持", f"{last.year}年{last.month}月{last.day}日前"))
    return LedgerRow(
        key=f"{index:06}",
        task_id=f"2026/t{index}",
        theme=theme if number % 7 else "",
        number=(f"{order + 1}.", str(order + 1), f"（{order + 1}）")[(number + order) % 3],
        task=f"{number}-{order}{title}",
        text=_words(chance, 3) or "空",
        lead=leading if ranked else Cell(),
        responsible=Cell() if ranked else leading,
        support=Cell("、".join(others[1:]), chance.choice(tuple(Basis))),
        metric=Cell(_words(chance, 1), Basis.STATED) if chance.random() < 0.6 else Cell(),
        deadline=Cell(wording, chance.choice((Basis.STATED, Basis.INHERITED))) if wording else Cell(),
        deadline_on=last.isoformat() if wording and wording != "长期坚持" else "",
        place=f"“{order + 1}.”第{index}项" if chance.random() < 0.9 else "",
        status=chance.choice(_STATUSES),
        progress=_words(chance, 1) if chance.random() < 0.4 else "",
        problem=_words(chance, 1) if chance.random() < 0.2 else "",
        remark="备注&" if chance.random() < 0.1 else "",
        own=chance.random() < 0.05,
    )


def _words(chance: random.Random, most: int) -> str:
    return "".join(chance.choice(_PIECES) for _ in range(chance.randint(1, most)))
