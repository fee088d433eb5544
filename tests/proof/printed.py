"""Owns a made page for tests: an official document as it should print, line by line, with ways to put it wrong."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.proof.described import Described
from qdoc.proof.fonts_named import FontsNamed
from qdoc.proof.pdf_page import Char, Line, Page, Rule
from qdoc.proof.seen import Seen, see
from qdoc.render.page import STANDARD, PageProfile

MM = 25.4 / 72
PITCH = 28.95 * MM
STEP = 156 / 28
TITLE = "云溪区质量强区要点"


def line(text: str, left: float, middle: float, *, size: float = 16, red: bool = False, step: float = STEP) -> Line:
    """A line of full-width characters, each ``step`` mm, its ink as high as the type."""
    half = size * MM / 2
    chars = []
    for number, sign in enumerate(text):
        start = left + number * step
        chars.append(
            Char(sign, start, middle - half, start + step, middle + half, middle + half * 0.8, start, start + step,
                 size, red, False)
        )  # fmt: skip
    return Line(tuple(chars))


def running_text(lines: int = 22, signs: int = 28, *, pitch: float = PITCH, top: float = 37.0) -> tuple[Line, ...]:
    """A full page of text in the first profile; the last line is short, as a paragraph's is."""
    step = 156 / signs
    texts = ["质" * signs] * (lines - 1) + ["质" * (signs - 3)]
    return tuple(line(text, 28, top + pitch * (number + 0.5), step=step) for number, text in enumerate(texts))


def number(value: int, *, left: float | None = None, y: float = 269.0, text: str = "", size: float = 14) -> Line:
    """A page number at its place: odd ends a character before the right edge, even begins one after the left."""
    text = text or f"—{value}—"
    step = 4.0
    odd_left = 184 - 14 * MM - step * len(text)
    return line(text, left if left is not None else odd_left if value % 2 else 28 + 14 * MM, y, size=size, step=step)


def head(*, mark: float = 72.0, rule: float = 4.0, title: float = 22, wide: float = 156.0) -> tuple[list[Line], Rule]:
    """Mark, document number, red rule, title and addressees of a first page."""
    high = 44 * MM
    lines = [line("云溪区人民政府文件", 60, mark + high / 2, size=44, red=True, step=high)]
    at = mark + high + 2 * PITCH + PITCH / 2 + 2.3
    lines.append(line("云政办发〔２〕５号", 80, at))
    y = at + 8 * MM + rule + 0.4
    red = Rule(28, 28 + wide, y, 0.8, True)
    at = y + 2 * PITCH + PITCH / 2 + 1
    lines.append(line(TITLE, 60, at, size=title))
    lines.append(line("各部门：", 28, at + 2 * PITCH + 1))
    return lines, red


def colophon(*, last: float = 262.0, wide: float = 156.0, thick: Sequence[float] = (0.35, 0.25, 0.35)) -> Page:
    """The parts of a last page: the copies' line, the printer's line, three rules; page 2."""
    rules = tuple(
        Rule(28, 28 + wide, y, t, False) for y, t in zip((last - 18, last - 9, last - thick[2] / 2), thick, strict=True)
    )
    lines = (
        line("抄送：区委", 33, last - 13, size=14, step=5),
        line("办公室　印发", 33, last - 5, size=14, step=5),
        number(2),
    )
    return Page(2, 210, 297, lines, (), rules)


def page(count: int, lines: Sequence[Line], *rules: Rule) -> Page:
    """An upright page."""
    return Page(count, 210, 297, tuple(lines), (), rules)


def described(**changes: object) -> Described:
    """A notice with everything, in the first profile."""
    said: dict[str, object] = {
        "profile": STANDARD, "official": True, "template": False, "kind": "文件", "mark": "云溪区人民政府文件",
        "titles": (TITLE,), "colophon": True, "numbered": True, "restarted": False, "grid": True, "landscape": False,
        "fonts": FontsNamed(("仿宋_GB2312",), (), 0),
    }  # fmt: skip
    return Described(**(said | changes))  # type: ignore[arg-type]


def plain(*pages: Page, profile: PageProfile = STANDARD, **changes: object) -> Seen:
    """A document without head and colophon on these pages."""
    return see(described(**({"kind": "", "mark": "", "colophon": False, "profile": profile} | changes)), pages)
