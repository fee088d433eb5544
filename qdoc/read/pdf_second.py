"""Owns what PDFium sees of a PDF: the letters of a page to count and to read, and a broken file written anew."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

from qdoc.read import limits


def letters(text: str) -> int:
    """Return how many letters, digits and Chinese signs ``text`` has; what both libraries must agree on."""
    return sum(map(str.isalnum, text))


def written_anew(data: bytes) -> bytes:
    """Return the file's pages as PDFium writes them into a new file; empty where it finds none (or too many)."""
    import pypdfium2

    with suppress(pypdfium2.PdfiumError):
        if not 0 < SecondReader.count(data) <= limits.MAX_PAGES:
            return b""
        made, out = pypdfium2.PdfDocument.new(), io.BytesIO()
        made.import_pages(pypdfium2.PdfDocument(data))
        made.save(out)
        return out.getvalue()
    return b""


class SecondReader:
    """The pages of a file by PDFium; a file or page that it cannot open has no letters."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._document: Any = None
        with suppress(pypdfium2.PdfiumError):
            self._document = pypdfium2.PdfDocument(data)

    def __enter__(self) -> SecondReader:
        return self

    def __exit__(self, *_: object) -> None:
        if self._document is not None:
            self._document.close()

    @staticmethod
    def count(data: bytes) -> int:
        """Return how many pages PDFium finds."""
        with SecondReader(data) as reader:
            return 0 if reader._document is None else len(reader._document)

    def letters(self, number: int) -> int:
        """Return the count of letters on a page (numbered from 0)."""
        return sum(letters(sign) for sign, _ in self._signs(number, boxes=False))

    def size(self, number: int) -> tuple[float, float]:
        """Return a page's width and height in points, as it is looked at; A4 where it has none."""
        with suppress(Exception):
            width, height = self._document[number].get_size()
            return float(width), float(height)
        return 595.0, 842.0

    def chars(self, number: int) -> list[dict[str, Any]]:
        """Return the signs of a page as pdfplumber names their places."""
        page = self._document[number]
        left, bottom, right, top = page.get_mediabox()
        made = []
        for sign, (x0, y0, x1, y1) in self._signs(number, boxes=True):
            placed = {  # by /Rotate: x0, x1, top, bottom
                90: (y0 - bottom, y1 - bottom, x0 - left, x1 - left),
                180: (right - x1, right - x0, y0 - bottom, y1 - bottom),
                270: (top - y1, top - y0, right - x1, right - x0),
            }.get(page.get_rotation(), (x0 - left, x1 - left, top - y1, top - y0))
            names = ("x0", "x1", "top", "bottom")
            made.append(
                {
                    **dict(zip(names, placed, strict=True)),
                    "text": sign,
                    "doctop": placed[2],
                    "size": placed[3] - placed[2],
                    "upright": True,
                    "fontname": "",
                    "object_type": "char",
                }
            )
        return made

    def _signs(self, number: int, *, boxes: bool) -> list[tuple[str, tuple[float, float, float, float]]]:
        """Return a page's printed signs with their boxes (left, bottom, right, top); without ``boxes`` all at 0."""
        import pypdfium2

        found: list[tuple[str, tuple[float, float, float, float]]] = []
        if self._document is None:
            return found
        with suppress(pypdfium2.PdfiumError, IndexError):
            page = self._document[number]
            text = page.get_textpage()
            high = 0
            for position in range(text.count_chars()):
                code = pypdfium2.raw.FPDFText_GetUnicode(text, position)
                if 0xD800 <= code < 0xDC00:  # a rare sign comes in two halves
                    high = code
                    continue
                if 0xDC00 <= code < 0xE000:
                    code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0
                high = 0
                if not 0 < code < 0x110000 or not (sign := chr(code)).isprintable():
                    continue
                box = text.get_charbox(position, loose=True) if boxes else (0.0,) * 4
                if not sign.isspace() or box[0] < box[2]:  # PDFium puts in spaces that have no width
                    found.append((sign, box))
            text.close()
            page.close()
        return found
