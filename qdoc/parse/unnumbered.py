"""Owns items that carry no number: theme lines above tasks, paragraphs headed by a unit, plans without any number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.parse.headings import names_no_work
from qdoc.parse.paragraphs import Paragraph
from qdoc.parse.signature import BODY_TAIL
from qdoc.parse.tree import Node
from qdoc.parse.view import View

_LONGEST_LINE = 40
_LEAST_TASK = 24
_NO_THEME_LINE = re.compile(
    r"[(\[（]|.*(?:如下|以下|下列)|(?:责任|牵头|负责|配合|完成)\S{0,4}:|注:|附|单位:|联系|——|-|.*[:,、;]$|[\d.]+$"
)
_UNIT_HEAD = re.compile(
    rf"(?:由(?=[^。;:]{{2,40}}(?:负责|牵头)))?(?P<unit>(?:各?[^\s,。:;、()《》“”]{{1,18}}?(?:{BODY_TAIL}|街道|镇|单位|部门|企业|乡镇|园区|开发区)"
    rf"(?:、[^\s,。:;()]{{0,12}}?(?:{BODY_TAIL}|街道|镇|单位|部门))*))"
    r"(?=[:]|负责|指导|依法|牵头|作为|会同|协调|配合|协助|承担|组织|要|应|依照|按照|根据|统筹|建立|加强|做好|切实|督促|监督|制定|研究|\(?牵头)"
)
_DUTY_UNIT = re.compile(
    rf"(?:各|区|市|省|县|州|国家|国务院|街道|镇|乡|委|本)?[\u4e00-\u9fff、]*(?:{BODY_TAIL}|街道|镇|单位|部门|企业|园区|开发区)$"
)
_NOT_UNIT = re.compile(
    r"^(?:加强|推进|落实|建立|完善|坚持|强化|深化|提高|健全|开展|做好|全面|积极|进一步|充分|通过|为|以|对|将|在|从|按|由)"
)


@dataclass(frozen=True, slots=True)
class UnitParagraphs:
    """A run of paragraphs, each headed by the name of the body whose duties it states."""

    paragraphs: tuple[Paragraph, ...]
    units: tuple[tuple[int, int], ...]


def theme_lines(view: View, start: int, nodes: list[Node]) -> list[tuple[Paragraph, int]]:
    """Return the unnumbered theme lines among ``nodes`` that follow ``start``: (line, index of the node after it).

    A theme line is a short paragraph of one clause directly above a numbered item. There are at least two, and the
    first stands above the first item, so that the lines divide all of them; a lone short line is no theme.
    """
    if len(nodes) < 2:
        return []
    lines: list[tuple[Paragraph, int]] = []
    for i, node in enumerate(nodes):
        before = view.within(nodes[i - 1].mark.end if i else start, node.start)
        if not before or (i and len(before) < 2):
            if i == 0:
                return []
            continue
        line = before[-1]
        if _is_theme_line(view, line):
            lines.append((line, i))
        elif i == 0:
            return []
    return lines if len(lines) >= 2 else []


def _is_theme_line(view: View, p: Paragraph) -> bool:
    line = view.folded[p.start : p.end]
    if not 4 <= len(line) <= _LONGEST_LINE or _NO_THEME_LINE.match(line) or line[-1] in ":,、;)":
        return False
    return not re.search(r"[。;!?]", line[:-1])


def unit_paragraphs(view: View, start: int, end: int) -> UnitParagraphs | None:
    """Return the paragraphs of ``start:end`` when most (and two at least) open with the name of a body and its duty."""
    paragraphs = view.within(start, end)
    if len(paragraphs) < 2:
        return None
    units = [unit_head(view.folded, p) for p in paragraphs]
    if sum(u is not None for u in units) < max(2, len(paragraphs) * 0.6):
        return None
    kept: list[Paragraph] = []
    spans: list[tuple[int, int]] = []
    for p, unit in zip(paragraphs, units, strict=True):
        if unit is None and kept:
            kept[-1] = Paragraph(kept[-1].start, p.end)
        elif unit is not None:
            kept.append(p)
            spans.append(unit)
    return UnitParagraphs(tuple(kept), tuple(spans))


def unit_head(folded: str, p: Paragraph) -> tuple[int, int] | None:
    """Return the span of the body's name that opens the paragraph, or None."""
    found = _UNIT_HEAD.match(folded, p.start, min(p.end, p.start + 80))
    if found is None or _NOT_UNIT.match(found["unit"]) or not _DUTY_UNIT.match(found["unit"]):
        return None
    return found.span("unit")


_SHORT_HEADING = re.compile(r"[^。;!?:\n]{3,26}[。:]\s*(?=\S)")


def is_headed(view: View, p: Paragraph) -> bool:
    """Whether a paragraph opens with a short heading sentence and goes on."""
    return p.end - p.start > _LEAST_TASK and _SHORT_HEADING.match(view.folded, p.start, p.end) is not None


def headed_paragraphs(view: View, start: int, end: int) -> tuple[Paragraph, ...]:
    """Return the paragraphs of ``start:end`` when they are two or more and each opens with a short heading."""
    paragraphs = view.within(start, end)
    if len(paragraphs) < 2:
        return ()
    headed = [p for p in paragraphs if is_headed(view, p)]
    return paragraphs if len(headed) == len(paragraphs) else ()


@dataclass(frozen=True, slots=True)
class PlainGroup:
    """A short line (or None) and the paragraphs under it, in a plan without any number."""

    line: Paragraph | None
    paragraphs: tuple[Paragraph, ...]


def plain_groups(view: View, start: int, end: int) -> list[PlainGroup]:
    """Return what a plan without numbers holds: short lines as themes, the longer paragraphs under them as tasks.

    Without two such lines, paragraphs that open with a short heading sentence are tasks; other prose holds none.
    """
    paragraphs = list(view.within(start, end))
    groups: list[PlainGroup] = []
    lines = [p for i, p in enumerate(paragraphs) if _is_theme_line(view, p) and i + 1 < len(paragraphs)]
    if len(lines) >= 2 and len(lines) * 2 <= len(paragraphs):
        at = [i for i, p in enumerate(paragraphs) if p in lines]
        for n, i in enumerate(at):
            stop = at[n + 1] if n + 1 < len(at) else len(paragraphs)
            under = tuple(p for p in paragraphs[i + 1 : stop] if p.end - p.start > 20)
            if under and not names_no_work(view.folded[paragraphs[i].start : paragraphs[i].end]):
                groups.append(PlainGroup(paragraphs[i], under))
        return groups
    headed = tuple(p for p in paragraphs if is_headed(view, p))
    return [PlainGroup(None, headed)] if len(headed) >= 2 else []
