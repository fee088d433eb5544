"""Owns what is measured together: a document's own words and its printed pages, with the page numbers set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.proof.described import Described
from qdoc.proof.pdf_page import Line, Page
from qdoc.render.page import PageProfile
from qdoc.render.page_places import Place, places

_MM_A_POINT = 25.4 / 72
_NUMBER = re.compile(r"[—－–-]*(\d{1,4})[—－–-]*$")
_DASHED = re.compile(r"—(\d{1,4})—$")
_BASELINE = 0.8  # where LibreOffice sets the baseline in a line of exact height
_BELOW = 0.5  # mm: a number's line begins at least so far below the type area


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A printed page number: its line (on a landscape page as the sheet is held upright), its value and form."""

    line: Line
    value: int
    dashed: bool
    upright: bool


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page with its number apart from its text; ``place`` says it for a reader (第3页)."""

    page: Page
    lines: tuple[Line, ...]
    number: PageNumber | None

    @property
    def place(self) -> str:
        """第 n 页."""
        return f"第{self.page.number}页"


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as described and as printed."""

    described: Described
    pages: tuple[SeenPage, ...]

    @property
    def profile(self) -> PageProfile:
        """The page profile that it is held to."""
        return self.described.profile

    @property
    def places(self) -> dict[str, Place]:
        """Where things must stand, by name."""
        return places(self.profile)

    @property
    def pitch(self) -> float:
        """The line pitch in millimetres."""
        return self.profile.pitch / 20 * _MM_A_POINT

    def box_top(self, line: Line) -> float:
        """The upper edge of a line's box: on a grid the type stands in its middle, without one at its lower fifth."""
        if self.described.grid:
            return line.middle - self.pitch / 2
        return line.base - _BASELINE * self.pitch

    @property
    def ink(self) -> bool:
        """Places run from ink to ink (the second profile), not by line boxes."""
        return self.profile.name == "墨线"

    @property
    def upright(self) -> tuple[SeenPage, ...]:
        """The pages that are higher than wide."""
        return tuple(page for page in self.pages if not page.page.landscape)


def see(described: Described, pages: tuple[Page, ...]) -> Seen:
    """Set the page number of each page apart: the lowest line that is nothing but one, below the text."""
    return Seen(described, tuple(_seen(page, described.profile) for page in pages))


def _seen(page: Page, profile: PageProfile) -> SeenPage:
    turned = page.turned_lines[-1:] if page.landscape else ()
    for lines, upright in ((turned, True), (page.lines[-1:], not page.landscape)):
        for line in lines:
            found = _NUMBER.match(line.text)
            limit = (page.width if lines is turned else page.height) - _lower_margin(page, profile, turned=upright)
            if found and line.top > limit + _BELOW:
                number = PageNumber(line, int(found[1]), _DASHED.match(line.text) is not None, upright)
                rest = page.lines if lines is turned else page.lines[:-1]
                return SeenPage(page, rest, number)
    return SeenPage(page, page.lines, None)


def _lower_margin(page: Page, profile: PageProfile, *, turned: bool) -> float:
    return profile.type_bottom if turned or not page.landscape else profile.right
