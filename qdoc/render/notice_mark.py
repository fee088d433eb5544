"""Owns the mark of the issuing office: its words, how tall it can be, and its ink 35 or 30 mm from where it counts."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.render.page import PageProfile, twips
from qdoc.render.word_blocks import paragraph, run

_TALLEST = 48  # points; the standard gives no size for the mark (7.2.4)
_NARROWEST = 66  # per cent: narrower than this 小标宋 does not read well
_STACK = 190  # points that the stacked names of a joint document may take together
# Of the mark's size: a line as tall as the type has its ink so far below its own top. LibreOffice sets the base line
# 4/5 down an exact line (ink .04 above the top), a face of ascent .86 has it .02 below: the middle of the two.
_INK_TOP, _INK_BOTTOM = -0.02, 0.9
BELOW_TYPE_TOP, LETTER_FROM_PAPER = 35.0, 30.0  # mm: 7.2.4 and 10.1


@dataclass(frozen=True, slots=True)
class Mark:
    """The names of the mark, one above the other, ``suffix`` (文件 or nothing) right of them; ``scale``: per cent."""

    names: tuple[str, ...]
    suffix: str
    points: float
    scale: int

    @property
    def text(self) -> str:
        """The mark as read."""
        return "".join(self.names) + self.suffix

    @property
    def below_ink(self) -> int:
        """Twips from the ink's lower edge to the end of the last line."""
        return round((1 - _INK_BOTTOM) * self.points * 20)


def fit_mark(names: tuple[str, ...], suffix: str, room: int) -> Mark:
    """The mark as tall as it can be in ``room`` twips: first narrowed to two thirds, then smaller (1 pt at least)."""
    points_of_room = room / 20
    count = max(len(name) for name in names) + len(suffix)
    tallest = _TALLEST if len(names) == 1 else min(_TALLEST, _STACK // len(names))
    points = max(1, min(tallest, int(points_of_room * 100 // (count * _NARROWEST))))
    narrowed = max(1, min(100, int(points_of_room * 98 // (count * points))))
    return Mark(names, suffix, points, narrowed)


def mark_block(mark: Mark, before: int) -> str:
    """The mark with its ink ``before`` twips below where its first line could begin; several names as a table."""
    down = max(0, before - round(_INK_TOP * mark.points * 20))
    if len(mark.names) == 1:
        return _line(mark, mark.text, f'<w:spacing w:before="{down}" w:after="0" {_exact(mark)}/>')
    widest = max(len(name) for name in mark.names)
    sign = mark.points * 20 * mark.scale / 100
    left, right = round(widest * sign) + 60, round(len(mark.suffix) * sign) + 120
    spread = f'<w:spacing w:before="0" w:after="0" {_exact(mark)}/><w:jc w:val="distribute"/>'
    names = "".join(_line(mark, name, spread) for name in mark.names)
    suffix = _line(mark, mark.suffix, f'<w:spacing w:before="0" w:after="0" {_exact(mark)}/>')
    cells = _cell(left, names) + (_cell(right, suffix) if mark.suffix else "")
    columns = f'<w:gridCol w:w="{left}"/>' + (f'<w:gridCol w:w="{right}"/>' if mark.suffix else "")
    total = left + (right if mark.suffix else 0)
    push = paragraph(
        "Spacer1", looks=f'<w:spacing w:before="0" w:after="0" w:line="{max(down, 20)}" w:lineRule="exact"/>'
    )
    return (
        f'{push}<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
    )


def _exact(mark: Mark) -> str:
    return f'w:line="{round(mark.points * 20)}" w:lineRule="exact"'


def _line(mark: Mark, text: str, looks: str) -> str:
    half = round(mark.points * 2)
    dress = f'<w:w w:val="{mark.scale}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    return paragraph("Sign1", run(text, dress), looks=looks)


def _cell(width: int, inside: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'


def room_above(profile: PageProfile, lines: int) -> int:
    """Twips from the last of ``lines`` security lines to the mark's ink, 35 mm below the type area's top."""
    return twips(profile.type_top + BELOW_TYPE_TOP - profile.top) - lines * profile.pitch
