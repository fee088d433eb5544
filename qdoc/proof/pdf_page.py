"""Owns the printed page as a proof sees it: characters with the edges of their ink, lines of them, and rules, in mm.

Distances run from the page's left and upper edge as it is read. The edges of a character are those of its outline
(what is printed black), not of its em box: the outlines lie in the PDF, so nothing is rasterised.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

_MM = 25.4 / 72
_RED = (150, 90)  # red at least, green and blue at most
_ONE_LINE = 1.2  # mm: baselines nearer than this are one line
_LEVEL = 0.2  # mm: a rule's ends differ less in height than this


@dataclass(frozen=True, slots=True)
class Char:
    """One printed character: its ink's four edges, its baseline, where its advance starts and ends, size in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    start: float
    end: float
    size: float
    red: bool
    turned: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One level rule: its ends, the height of its middle, and its thickness."""

    left: float
    right: float
    y: float
    thick: float
    red: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline, from left to right; spaces are not among them."""

    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        """The characters without spaces."""
        return "".join(char.text for char in self.chars)

    @property
    def left(self) -> float:
        """Where the first character's advance begins."""
        return self.chars[0].start

    @property
    def right(self) -> float:
        """Where the last character's advance ends."""
        return self.chars[-1].end

    @property
    def top(self) -> float:
        """The upper edge of the ink."""
        return min(char.top for char in self.chars)

    @property
    def bottom(self) -> float:
        """The lower edge of the ink."""
        return max(char.bottom for char in self.chars)

    @property
    def size(self) -> float:
        """The largest type size in points."""
        return max(char.size for char in self.chars)

    @property
    def base(self) -> float:
        """The baseline."""
        return self.chars[0].base

    @property
    def middle(self) -> float:
        """The middle of the ink of full-height characters: the middle of the line box, whatever the face."""
        tall = [char for char in self.chars if char.bottom - char.top > 0.7 * char.size * _MM] or list(self.chars)
        heights = sorted((char.top + char.bottom) / 2 for char in tall)
        return heights[len(heights) // 2]

    @property
    def red(self) -> bool:
        """All of it is red."""
        return all(char.red for char in self.chars)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size as read, its lines from top to bottom, and its rules from top to bottom.

    ``turned_lines``: text that stands turned on a landscape page, with the places it has when the sheet is held
    upright, the binding edge at the left.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    turned_lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    @property
    def landscape(self) -> bool:
        """The page is wider than high."""
        return self.width > self.height


def read_pages(data: bytes) -> tuple[Page, ...]:
    """The pages of a PDF. Raises ValueError where the bytes are no PDF that can be opened."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise ValueError(str(problem)) from problem
    try:
        return tuple(_page(document[index], index + 1) for index in range(len(document)))
    finally:
        document.close()


def _page(page: ctypes.Structure, number: int) -> Page:
    width, height = (side * _MM for side in page.get_size())
    text = page.get_textpage()
    chars = [char for index in range(text.count_chars()) if (char := _char(text, index, height)) is not None]
    upright = _lines([char for char in chars if not char.turned])
    turned = _lines([_upright(char, width) for char in chars if char.turned])
    rules = sorted(_rules(page, height), key=lambda rule: (rule.y, rule.left))
    return Page(number, width, height, upright, turned, tuple(rules))


def _char(text: ctypes.Structure, index: int, height: float) -> Char | None:
    import pypdfium2.raw as raw

    sign = chr(raw.FPDFText_GetUnicode(text, index))
    if sign.isspace() or sign in "\0\u200b\ufeff" or raw.FPDFText_IsGenerated(text, index) == 1:
        return None
    left, bottom, right, top = (side * _MM for side in text.get_charbox(index))
    start, low, end, high = (side * _MM for side in text.get_charbox(index, loose=True))
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, index, *colour)
    turned = abs(raw.FPDFText_GetCharAngle(text, index)) > 0.5
    base = height - y.value * _MM
    if turned:  # the advance runs down or up the page
        start, end, base = height - high, height - low, x.value * _MM
    return Char(
        sign, left, height - top, right, height - bottom, base, start, end,
        raw.FPDFText_GetFontSize(text, index), _is_red([part.value for part in colour]), turned,
    )  # fmt: skip


def _upright(char: Char, width: float) -> Char:
    """A turned character where it stands on the upright sheet (the landscape page's top is the upright one's left)."""
    return Char(
        char.text, char.top, width - char.right, char.bottom, width - char.left, width - char.base,
        char.start, char.end, char.size, char.red, False,
    )  # fmt: skip


def _is_red(colour: list[int]) -> bool:
    return colour[0] >= _RED[0] and max(colour[1:3]) <= _RED[1]


def _lines(chars: list[Char]) -> tuple[Line, ...]:
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: (one.base, one.start)):
        if lines and abs(char.base - lines[-1][0].base) <= _ONE_LINE:
            lines[-1].append(char)
        else:
            lines.append([char])
    return tuple(Line(tuple(sorted(line, key=lambda one: one.start))) for line in lines)


def _rules(page: ctypes.Structure, height: float) -> list[Rule]:
    """Level lines and flat filled bars, each once (programs draw some twice)."""
    import pypdfium2.raw as raw

    found: dict[tuple[float, float, float], Rule] = {}
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        matrix = item.get_matrix()
        points = []
        for index in range(raw.FPDFPath_CountSegments(item)):
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, index), x, y)
            points.append(matrix.on_point(x.value, y.value))
        if len(points) < 2:
            continue
        across, up = [x * _MM for x, _ in points], [y * _MM for _, y in points]
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, mode, stroked)
        colour, width = [ctypes.c_uint() for _ in range(4)], ctypes.c_float()
        if stroked.value:
            raw.FPDFPageObj_GetStrokeColor(item, *colour)
            raw.FPDFPageObj_GetStrokeWidth(item, width)
            if max(up) - min(up) > _LEVEL:
                continue
            thick = width.value * _MM * abs(matrix.a or matrix.b)
        else:
            raw.FPDFPageObj_GetFillColor(item, *colour)
            thick = max(up) - min(up)
            if not mode.value or thick > 2:
                continue
        if max(across) - min(across) > 2:
            red = _is_red([part.value for part in colour])
            rule = Rule(min(across), max(across), height - (max(up) + min(up)) / 2, thick, red)
            found[(round(rule.left, 1), round(rule.right, 1), round(rule.y, 1))] = rule
    return list(found.values())
