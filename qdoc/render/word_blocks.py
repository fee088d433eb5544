"""Owns paragraphs and runs made in code, for the blocks of a page whose places must be computed from their words."""

from __future__ import annotations

from qdoc.render.page import CHARACTER_SPACING, SIZE_3
from qdoc.render.template_values import WordXml, word_value

FULL = 10 * SIZE_3 + CHARACTER_SPACING  # twips: a 3号 character as wide as 28 of them stand in 156 mm
_HALF = 5 * SIZE_3 + CHARACTER_SPACING
KEEP = "<w:keepNext/>"


def run(text: str, looks: str = "") -> str:
    """The XML of a run; ``looks`` is the inside of its w:rPr. A tab in the text is a tab."""
    dress = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{dress}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>' if text else ""


def _escaped(text: str) -> str:
    value = word_value(text)
    return str(value) if isinstance(value, WordXml) else str(WordXml.escape(text))


def paragraph(style: str, *runs: str, looks: str = "") -> str:
    """The XML of a paragraph in a style of the template; ``looks`` follows the style in w:pPr."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{looks}</w:pPr>{"".join(runs)}</w:p>'


def width(text: str) -> int:
    """Twips that ``text`` takes in 3号: full-width signs one character, ASCII half of one."""
    return sum(_HALF if sign.isascii() else FULL for sign in text)
