"""Owns the official page (GB/T 9704—2012): its two named profiles, section properties and page numbers, as Word XML."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# Font names as offices install them; what stands in for them is said in the font table (page_styles).
TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
KAI_FONT = "楷体_GB2312"
HEI_FONT = "黑体"
SONG_FONT = "宋体"

# Half-points: 2号, 3号, 4号, 小四, 五号.
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4, SIZE_5 = 44, 32, 28, 24, 21

A4 = (11906, 16838)
# 28 characters of 3号 in 156 mm need 15.75 pt each: −0.25 pt (in twentieths), seen right in rendered pages.
CHARACTER_SPACING = -5


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point, rounded."""
    return round(millimetres / 25.4 * 1440)


_HALF_LEADING = 2.42  # mm: half of 10.39 − 5.54, what Word puts above a 3号 line (DOMAIN §3, the margin dispute)


@dataclass(frozen=True, slots=True)
class PageProfile:
    """Margins in millimetres and the line pitch in twips; 22 lines of ``pitch`` fill the type area.

    DOMAIN §3, the margin dispute: both profiles are defensible, neither is an error.
    """

    name: str
    top: float
    bottom: float
    left: float
    right: float
    pitch: int

    @property
    def width(self) -> int:
        """The width of the type area in twips."""
        return A4[0] - twips(self.left) - twips(self.right)

    @property
    def type_top(self) -> float:
        """Millimetres from the paper's top to the type area; 墨线 measures it to the ink, half a leading lower."""
        return self.top + (_HALF_LEADING if self.name == "墨线" else 0)

    @property
    def type_bottom(self) -> float:
        """Millimetres from the paper's lower edge to the type area."""
        return self.bottom + (_HALF_LEADING if self.name == "墨线" else 0)


# 5.2.1: 天头 37, 订口 28, 版心 156×225; 22 line boxes of 28.95 pt.
STANDARD = PageProfile("通行", 37, 35, 28, 26, 579)
# The same white space measured ink to ink: Word puts half the leading above the first line.
INK = PageProfile("墨线", 34.58, 32.58, 28, 26, 589)
PROFILES = {profile.name: profile for profile in (STANDARD, INK)}
_OWN = re.compile(r"(\d{1,2}(?:\.\d+)?)[/／，,、\s]+" * 4 + r"(\d{2}(?:\.\d+)?)\s*磅?$")


def read_profile(words: str) -> PageProfile | None:
    """The profile that an office names: 通行, 墨线, or its own as 上/下/左/右/行距 (37/35/28/26/28.95; mm and points).

    None where the words name none, or the figures leave no page: margins of 10–60 mm, a pitch of 20–40 points.
    """
    named = PROFILES.get(words.strip())
    found = _OWN.match(words.strip())
    if named is not None or found is None:
        return named
    top, bottom, left, right, pitch = (float(figure) for figure in found.groups())
    if not all(10 <= side <= 60 for side in (top, bottom, left, right)) or not 20 <= pitch <= 40:
        return None
    return PageProfile("自定", top, bottom, left, right, round(pitch * 20))


# 7.5: the dashes stand 7 mm below the type area; a 4号 line is 14 pt, its dash in the middle.
_DASH_BELOW = 7.0
_NUMBER_LINE = 280
_LEFT_FREE = 20  # twips between footer and type area: a footer that is too high would push the text up


def footer_distance(profile: PageProfile) -> int:
    """Twips from the paper's lower edge to the footer, so that the dashes stand 7 mm below the type area."""
    return twips(profile.type_bottom - _DASH_BELOW) - _NUMBER_LINE // 2


def number_spacing(profile: PageProfile) -> str:
    """The w:spacing of the number's line: its height, and the space above it that fills the bottom margin.

    LibreOffice lays a section's first page as if its footer were a bare line high, and does not take back a table's
    row that ran into the margin.
    """
    return _spacing(twips(profile.bottom) - footer_distance(profile) - _NUMBER_LINE)


def _spacing(room: int) -> str:
    return f'<w:spacing w:before="{room - _LEFT_FREE}" w:line="{_NUMBER_LINE}" w:lineRule="exact"/>'


def landscape_sides(profile: PageProfile) -> tuple[float, float, float, float]:
    """Top, right, bottom and left of a turned sheet in mm: what was left (the binding edge) is its top (clause 8)."""
    return profile.left, profile.top, profile.right, profile.bottom


def section_properties(
    profile: PageProfile = STANDARD,
    *,
    landscape: bool = False,
    grid: bool = True,
    references: str = "",
    header: int = 851,
    own_first: bool = False,
) -> str:
    """The w:sectPr of a page. ``references``: header and footer references, first in it.

    Landscape keeps the sheet's edges: what was the left becomes the top, as when the sheet is turned.
    ``header``: twips from the paper's edge; ``own_first``: page 1 has a header and footer of its own.
    ``grid``: 22 lines a page as a document grid of type ``lines`` (character grids break in LibreOffice and WPS);
    forms made of tables go without, for a grid stretches every table line.
    """
    sides = (profile.top, profile.right, profile.bottom, profile.left)
    width, height = A4
    orientation = ""
    if landscape:
        sides = landscape_sides(profile)
        width, height = height, width
        orientation = ' w:orient="landscape"'
    top, right, bottom, left = (twips(side) for side in sides)
    distance = footer_distance(profile) if not landscape else twips(profile.right) - 2 * _NUMBER_LINE
    lines = "<w:titlePg/>" if own_first else ""
    lines += f'<w:docGrid w:type="lines" w:linePitch="{profile.pitch}"/>' if grid else ""
    return (
        f'<w:sectPr xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}">{references}'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="{header}" w:footer="{distance}" w:gutter="0"/>{lines}</w:sectPr>'
    )


def run_fonts(name: str) -> str:
    """The w:rFonts of a face for all scripts; the hint keeps quotation marks and dashes in the East Asian face."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" w:hint="eastAsia"/>'


def page_number_footer(side: str, *, turned: bool = False, profile: PageProfile = STANDARD) -> str:
    """The w:ftr with the number between 一字线, 4号宋体: ``odd`` right with one character in, ``even`` left (7.5).

    ``turned``: for a landscape sheet in an upright document (clause 8). The number stays where upright pages have it:
    beside the left edge of the turned type area (which is the upright page's foot), turned with the sheet, in a text
    box that is fixed to the paper; odd at its lower end, even at its upper one.
    """
    place = {
        "odd": '<w:ind w:right="280" w:rightChars="100"/><w:jc w:val="right"/>',
        "even": '<w:ind w:left="280" w:leftChars="100"/><w:jc w:val="left"/>',
    }[side]
    looks = f'<w:rPr>{run_fonts(SONG_FONT)}<w:sz w:val="{SIZE_4}"/><w:szCs w:val="{SIZE_4}"/></w:rPr>'

    def run(inside: str) -> str:
        return f"<w:r>{looks}{inside}</w:r>"

    number = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
    )
    above = "" if turned else number_spacing(profile)
    dash = run('<w:t xml:space="preserve">— </w:t>'), run('<w:t xml:space="preserve"> —</w:t>')
    line = f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{above}{place}</w:pPr>{dash[0]}{number}{dash[1]}</w:p>'
    return (
        f'<w:ftr xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}">{_turned(line, side, profile) if turned else line}</w:ftr>'
    )


_NUMBER_BOX = 40.0  # mm: room for the dashes and four digits


def _turned(line: str, side: str, profile: PageProfile) -> str:
    """The number's line in a box at the paper's left: dashes 7 mm from the type area, text turned right."""
    left = profile.type_bottom - _DASH_BELOW - _NUMBER_LINE / 2 / 1440 * 25.4
    height = A4[0] / 1440 * 25.4
    top = height - profile.right - _NUMBER_BOX if side == "odd" else profile.left
    box = (
        "position:absolute;mso-position-horizontal-relative:page;mso-position-vertical-relative:page;"
        f"margin-left:{twips(left) / 20:g}pt;margin-top:{twips(top) / 20:g}pt;width:{_NUMBER_LINE / 20:g}pt;"
        f"height:{twips(_NUMBER_BOX) / 20:g}pt;z-index:2"
    )
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{_spacing(_NUMBER_LINE)}</w:pPr>'
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<v:rect style="{box}" filled="f" stroked="f"><v:textbox style="layout-flow:vertical" '
        f'inset="0mm,0mm,0mm,0mm"><w:txbxContent>{line}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>'
    )
