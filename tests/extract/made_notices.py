"""Owns small notices made by hand for the tests of extraction: a text, one task over all of it."""

from __future__ import annotations

from qdoc.model import (
    Block,
    BlockKind,
    IssuedPlan,
    Letterhead,
    Notice,
    Origin,
    OutlineTask,
    Plan,
    SourceText,
    Theme,
)


def notice_of(
    *tasks: str,
    issuer: str = "江海市人民政府办公室",
    dated: str | None = "2024-03-01",
    year: int | None = 2024,
    year_to: int | None = None,
    before: str = "",
    themes: tuple[Theme, ...] = (),
) -> Notice:
    """Return a notice whose text is ``before`` and then one line a task."""
    text, outlines = before, []
    for count, task in enumerate(tasks, 1):
        start = len(text)
        text += task + "\n"
        theme = themes[0].id if themes else None
        outlines.append(
            OutlineTask(
                f"{year or '0000'}/t{count:02d}", 0, theme, f"{count}.", None, start, start, start, len(text) - 1
            )
        )
    source = SourceText(
        text,
        (Block(BlockKind.PARAGRAPH, 0, len(text)),),
        Origin("made.txt", "0" * 64, "text/plain", "utf-8", len(text)),
    )
    title = f"江海市{year}年工作要点" if year else "江海市工作要点"
    plan = IssuedPlan(title, year, 0, len(text), year_to)
    return Notice(source, Letterhead(title=title, issuer=issuer, dated=dated), (plan,), themes, tuple(outlines), ())


def check_proof(notice: Notice, plan: Plan) -> None:
    """Every stated value stands at its place, no other claims one, segments tile their task."""
    text = notice.source.text
    for task in plan.tasks:
        for value in (*task.assignments, *task.deadlines):
            if value.basis.value == "stated":
                assert value.start is not None
                assert text[value.start : value.end] == value.quote
            else:
                assert value.quote is value.start is value.end is None
                assert value.evidence
        for one in task.suggestions:
            assert all(text[e.start : e.end] == e.quote for e in one.evidence if e.start is not None)
        assert "".join(text[s.start : s.end] for s in task.segments) == text[task.start : task.end]
