"""Owns which paragraphs of a notice belong to its plan, and which of them are a title, a heading, a task's.

What surrounds the plan is left out: 版头, 主送机关, the letter of issue, 落款, 版记, and what the reader told apart as
boilerplate.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from qdoc.model import Notice, Section, SectionKind
from qdoc.parse.view import look_at

_ENVELOPE = frozenset(
    {
        SectionKind.BOILERPLATE,
        SectionKind.DOCUMENT_NUMBER,
        SectionKind.ADDRESSEES,
        SectionKind.ISSUANCE,
        SectionKind.SIGNATORY,
        SectionKind.DATED,
        SectionKind.CC,
    }
)

_AFTER_HEADING = "。.：:；; \u3000\n"


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands together: ``kind`` is title, heading, task or text, ``key`` the id of its task or theme."""

    kind: str
    key: str | None
    lines: tuple[str, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class _Owner:
    start: int
    end: int
    kind: str
    key: str | None = None
    rank: int = 0


def printed_units(notice: Notice) -> Iterator[Printed]:
    """The plan's paragraphs in order, those of one task, title or table row together; a tab stands between cells."""
    text = notice.source.text
    leaves = list(_leaves(notice.sections))
    owners = _owners(notice, leaves)
    starts = [owner.start for owner in owners]
    rows = _rows(notice)
    stretches = []
    for start, end in _paragraphs(notice, leaves, owners):
        at = bisect_right(starts, start) - 1
        owner = owners[at] if at >= 0 and start < owners[at].end else None
        if owner is not None and owner.kind == "heading" and text[owner.end : end].strip(_AFTER_HEADING):
            owner = _Owner(start, end, "text", owner.key)  # a heading that runs into its text
        row = rows.get(start)
        stretches.append((owner or _Owner(*(row or (start, end)), "text"), row, text[start:end]))
    for owner, members in groupby(stretches, key=lambda each: each[0]):
        lines = []
        for row, cells in groupby(members, key=lambda each: each[1]):
            words = [each[2] for each in cells]
            lines += words if row is None else ["\t".join(words)]
        yield Printed(owner.kind, owner.key, ("".join(lines),) if owner.kind == "title" else tuple(lines), owner.rank)


def _leaves(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        if section.children:
            yield from _leaves(section.children)
        else:
            yield section


def _owners(notice: Notice, leaves: Iterable[Section]) -> list[_Owner]:
    found = [_Owner(task.start, task.end, "task", task.id) for task in notice.tasks]
    found += [_Owner(t.start, t.heading_end, "heading", t.id, t.level) for t in notice.themes]
    titles = (SectionKind.TITLE, SectionKind.PLAN_TITLE)
    found += [_Owner(leaf.start, leaf.end, "title") for leaf in leaves if leaf.kind in titles]
    return sorted(found, key=lambda owner: (owner.start, owner.end))


def _paragraphs(notice: Notice, leaves: list[Section], owners: list[_Owner]) -> Iterator[tuple[int, int]]:
    """The paragraphs of the title and of the plans, cut where a task begins or ends inside one."""
    view = look_at(notice.source)
    spans = [(plan.start, plan.end) for plan in notice.plans] or [(0, len(view.text))]
    titles = [(owner.start, owner.end) for owner in owners if owner.kind == "title"]
    if titles and not any(a <= start < b for a, b in spans for start, _ in titles):
        spans.insert(0, titles[0])
    envelope = [(leaf.start, leaf.end) for leaf in leaves if leaf.kind in _ENVELOPE]
    cuts = sorted({place for owner in owners if owner.kind == "task" for place in (owner.start, owner.end)})
    body_end = max((owner.end for owner in owners), default=0)
    copies = (leaf.start for leaf in leaves if leaf.kind is SectionKind.CC and leaf.start >= body_end)
    tail = next(copies, len(view.text))
    for span in spans:
        for paragraph in view.within(*span):
            if paragraph.end > tail:  # 版记: 抄送, and the line of who printed it below
                break
            if any(paragraph.start < b and a < paragraph.end for a, b in envelope):
                continue
            first, last = bisect_right(cuts, paragraph.start), bisect_right(cuts, paragraph.end - 1)
            places = [paragraph.start, *cuts[first:last], paragraph.end]
            for start, end in pairwise(places):
                if view.text[start:end].strip():
                    yield start, end


def _rows(notice: Notice) -> dict[int, tuple[int, int]]:
    """Where a cell begins → the stretch of its table's row."""
    found: dict[int, tuple[int, int]] = {}
    cells = [block for block in notice.source.blocks if block.table >= 0]
    for _, members in groupby(cells, key=lambda block: (block.table, block.row)):
        row = list(members)
        found |= {block.start: (row[0].start, row[-1].end) for block in row}
    return found
