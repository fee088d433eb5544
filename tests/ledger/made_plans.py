"""Owns the hand-made plans that ledger, letters and workbook tests share: an invented district, nothing real."""

from __future__ import annotations

from dataclasses import replace

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
    Suggestion,
    Task,
    Theme,
)

TEXTS = (
    ("t01", "1.", "规范校外托管场所", "全面排查校外托管场所安全隐患。"),
    ("t01", "1.", "规范校外托管场所", "年底前完成持证登记，登记率达到95%以上，其中学校周边达到100%；"),
    ("t02", "2.", "建设社区食堂", "新建社区食堂12个，逐步扩大助餐服务覆盖面"),
    ("t03", "3.", "治理河道", "加强云溪河日常保洁，及时清理漂浮物。"),
)


def obligation(index: int) -> Obligation:
    task, _, _, text = TEXTS[index]
    number = sum(TEXTS[earlier][0] == task for earlier in range(index)) + 1
    start = 100 + 100 * index
    return Obligation(f"2026/{task}/o{number}", text, start, start + len(text), 3)


def stated(name: str, role: Role, *covered: int, key: str | None = None) -> Assignment:
    ids = tuple(obligation(index).id for index in covered)
    return Assignment(name, name, key, role, Basis.STATED, quote=name, start=0, end=len(name), obligations=ids)


def suggested(name: str, role: Role, *covered: int, key: str | None = None) -> Assignment:
    ids = tuple(obligation(index).id for index in covered)
    return Assignment(name, name, key, role, Basis.SUGGESTED, obligations=ids, confidence=0.7)


def task(task_id: str, **more: object) -> Task:
    rows = [index for index, row in enumerate(TEXTS) if row[0] == task_id]
    _, number, title, _ = TEXTS[rows[0]]
    theme = "2026/h01" if task_id in ("t01", "t02") else "2026/h02"
    made = Task(
        id=f"2026/{task_id}", plan=0, theme=theme, number=number, title=title,
        start=100 + 100 * rows[0], end=200 + 100 * rows[-1],
        obligations=tuple(obligation(index) for index in rows),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def plan(*tasks: Task) -> Plan:
    return Plan(
        source=Origin("云溪区要点.txt", "0" * 64, "text/plain", "utf-8", 900),
        letterhead=Letterhead(
            title="江海市云溪区人民政府办公室关于印发2026年民生实事工作要点的通知",
            issuer="江海市云溪区人民政府办公室",
            document_number="云府办发〔2026〕3号",
            dated="2026-01-15",
        ),
        plans=(IssuedPlan("云溪区2026年民生实事工作要点", 2026, 0, 900),),
        themes=(
            Theme("2026/h01", 0, None, "一、", "织密民生保障网", 1, True, 90, 400, 90, 98),
            Theme("2026/h02", 0, None, "二、", "守护生态环境", 1, True, 400, 600, 400, 408),
        ),
        tasks=tasks or example_tasks(),
    )


def example_tasks() -> tuple[Task, ...]:
    """Three tasks: one stated by the notice, one suggested, one that nobody is named for."""
    text = TEXTS[1][3]
    first = text.index("登记率")
    second = text.index("其中")
    return (
        task(
            "t01",
            assignments=(
                stated("区教育局", Role.LEAD, 0, 1, key="education"),
                stated("区市场监管局", Role.SUPPORT, 0, key="market"),
                stated("各街道办事处", Role.SUPPORT, 0, 1),
            ),
            metrics=(
                Metric("登记率", None, Comparator.GE, 95, "%", "登记率达到95%以上", 200 + first, 200 + first + 10,
                       obligation="2026/t01/o2"),
                Metric("登记率", "学校周边", Comparator.EQ, 100, "%", "其中学校周边达到100%",
                       200 + second, 200 + second + 12,
                       inherited_from="登记率达到95%以上", obligation="2026/t01/o2"),
            ),
            deadlines=(
                Deadline(DeadlineKind.DATE, "2026-12-31", "年底前", Basis.STATED, ("2026/t01/o2",), "年底前", 200, 203),
                Deadline(DeadlineKind.PLAN_YEAR, "2026-12-31", "", Basis.INHERITED),
            ),
        ),
        task(
            "t02",
            assignments=(suggested("区民政局", Role.LEAD, 2, key="civil"),),
            suggestions=(
                Suggestion("区民政局", "区民政局", "civil", Role.LEAD, 0.7, ("2026/t02/o1",)),
                Suggestion("区商务委", "区商务委", "commerce", Role.LEAD, 0.4, ("2026/t02/o1",)),
            ),
        ),
        task("t03"),
    )  # fmt: skip
