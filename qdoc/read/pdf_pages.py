"""Owns what the child process sees of a PDF: its pages by pdfplumber, held against what PDFium sees of the same page.

A page that the one library cannot read, or reads hardly anything of, is taken from the other and marked so; a page that
neither reads is marked. A file without pages (or with fewer than PDFium finds) is read again as PDFium writes it anew.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from qdoc.read import limits
from qdoc.read.pdf_second import SecondReader, letters, written_anew

_LOST = ("Data-loss", "Cannot render")  # how pdfminer begins to say that it left text out
_LEAST = 10  # letters: what is less may be a mark that only one of the libraries counts
_HARDLY = 0.05  # of the letters: signs drawn many times over count many times for PDFium, and read badly there
_MANY_CURVES = 300  # a page of outlines instead of letters has more; a logo or a frame has fewer
_Answer = tuple[dict[str, Any], list[dict[str, Any]]]


def read_pages(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return how it went and the pages as JSON (see ``_page`` and ``_marked``), nothing where there are none.

    How it went: ``problem`` (see ``worker``), or nothing; ``anew`` where the file had to be written anew, ``xfa`` and
    ``files`` where it holds a form or attached files that are not read.
    """
    lost = _Losses()
    answer, pages = _attempt(data, lost)
    if answer.get("problem") in ("damaged", "encrypted") or 0 <= len(pages) < SecondReader.count(data):
        again = _attempt(anew, lost) if (anew := written_anew(data)) else ({}, [])
        if _amount(again[1]) > _amount(pages):
            answer, pages = {**again[0], "anew": True}, again[1]
    if "problem" in answer:
        return answer, b""
    return answer, json.dumps(pages).encode()


def _amount(pages: list[dict[str, Any]]) -> tuple[int, int]:
    return sum(letters(line["text"]) for page in pages for line in page["lines"]), len(pages)


class _Losses(logging.Handler):
    """Hears what pdfminer would print, and whether it said that it left something out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._heard = False
        for name in ("pdfminer", "pdfplumber"):
            logger = logging.getLogger(name)
            logger.propagate = False
            logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep only whether text was left out."""
        self._heard = self._heard or str(record.msg).startswith(_LOST)

    def heard(self) -> bool:
        """Whether something was left out since the last question."""
        heard, self._heard = self._heard, False
        return heard


def _attempt(data: bytes, lost: _Losses) -> _Answer:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    pages: list[dict[str, Any]] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf, SecondReader(data) as second:
            length = 0
            for number, page in enumerate(pdf.pages):
                if len(pages) >= limits.MAX_PAGES:
                    return {"problem": "pages"}, []
                lost.heard()
                pages.append(_marked(page, number, second, lost))
                length += sum(len(line["text"]) for line in pages[-1]["lines"])
                if length > limits.MAX_TEXT_CHARS:
                    return {"problem": "long"}, []
                page.close()
            if pages and all(page.get("mark") == "unread" for page in pages):
                return {"problem": "damaged"}, []
            return _beside(pdf), pages
    except MemoryError:
        return {"problem": "memory"}, []
    except Exception as error:  # the library raises whatever a broken file leads it into
        inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(inner, MemoryError):
            return {"problem": "memory"}, []
        locked = isinstance(inner, PDFEncryptionError | PDFPasswordIncorrect)
        return {"problem": "encrypted" if locked else "damaged", "detail": repr(inner)[:200]}, []


def _beside(pdf: Any) -> dict[str, Any]:
    """Return what the file holds beside its pages."""
    from pdfminer.pdftypes import resolve1

    try:
        form = resolve1(pdf.doc.catalog.get("AcroForm")) or {}
        names = resolve1(pdf.doc.catalog.get("Names")) or {}
        found = {"xfa": "XFA" in form, "files": "EmbeddedFiles" in names}
    except Exception:  # a broken entry beside the pages takes nothing from the pages
        return {}
    return {name: True for name, there in found.items() if there}


def _marked(page: Any, number: int, second: SecondReader, lost: _Losses) -> dict[str, Any]:
    """Return a page (see ``_page``) with its ``mark`` where it was not read as usual.

    ``mark``: ``unread`` (by neither library), ``second`` (read by PDFium); ``partly`` where text may be missing.
    """
    theirs = second.letters(number)
    mark, less = "", False
    try:
        chars = page.chars
        ours = sum(1 if _is_strange(char) else letters(char["text"]) for char in chars)
        less = ours < 0.8 * theirs and theirs - ours >= _LEAST
        if less and ours < _HARDLY * theirs:
            page.objects["char"], mark, less = second.chars(number), "second", False
        seen = _page(page)
    except MemoryError:
        raise
    except Exception as error:  # see _attempt
        if error.args and isinstance(error.args[0], MemoryError):
            raise error.args[0] from None
        chars = second.chars(number) if theirs else []
        width, height = second.size(number)
        seen = {"width": width, "height": height, "lines": _lines(chars), "tables": [], "pictures": 0}
        mark = "second" if chars else "unread"
    partly = mark != "unread" and (lost.heard() or less)
    return {**seen, **_left_out(page), **({"mark": mark} if mark else {}), **({"partly": True} if partly else {})}


def _page(page: Any) -> dict[str, Any]:
    """Return one page: size, lines (text, box, size of type), ruled tables (box, rows of cells), number of pictures.

    ``strange``: signs that the file does not say the meaning of. A page of outlines counts as a picture.
    """
    tables = []
    if len(page.edges) >= 6:
        for table in page.find_tables():
            rows = [["" if c is None else c for c in row] for row in table.extract()]
            shown = [[c is not None for c in row.cells] for row in table.rows]
            if len(rows) >= 2 and max(map(len, rows)) >= 2:
                tables.append({"box": list(table.bbox), "rows": rows, "shown": shown})
    boxes = [table["box"] for table in tables]
    rest = [char for char in page.chars if not any(_inside(char, box) for box in boxes)]
    strange = sum(map(_is_strange, page.chars))
    return {
        "width": float(page.width),
        "height": float(page.height),
        "lines": _lines(rest),
        "tables": tables,
        "pictures": len(page.images) + len(page.curves) // _MANY_CURVES,
        **({"strange": strange} if strange else {}),
    }


def _is_strange(char: dict[str, Any]) -> bool:
    """Whether the file does not say what a sign means; PDFium guesses such signs, and wrongly: theirs is not taken."""
    return "(cid:" in char["text"] or "\ufffd" in char["text"]


def _inside(char: dict[str, Any], box: list[float]) -> bool:
    left, top, right, bottom = box
    return bool(left <= (char["x0"] + char["x1"]) / 2 <= right and top <= (char["top"] + char["bottom"]) / 2 <= bottom)


def _lines(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from pdfplumber.utils.text import chars_to_textmap

    if not chars:
        return []
    found = chars_to_textmap(without_doubles(chars), x_tolerance_ratio=0.3).extract_text_lines(strip=True)
    return [
        {
            "text": line["text"],
            "x0": float(line["x0"]),
            "x1": float(line["x1"]),
            "top": float(line["top"]),
            "bottom": float(line["bottom"]),
            "size": float(max(char["size"] for char in line["chars"])),
        }
        for line in found
        if line["text"]
    ]


def without_doubles(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the signs less those printed twice in one place (how some programs make bold), order kept.

    What ``pdfplumber.utils.dedupe_chars`` gives with its own settings (one point, same font and size); that one looks
    every sign up in the whole page to put them in order again, which takes the square of their number.
    """
    from pdfplumber.utils.clustering import cluster_objects

    alike = itemgetter("upright", "text", "fontname", "size")
    kept: set[int] = set()
    for _, group in groupby(sorted(enumerate(chars), key=lambda pair: alike(pair[1])), key=lambda p: alike(p[1])):
        members = list(group)
        if len(members) == 1:
            kept.add(members[0][0])
            continue
        for row in cluster_objects(members, lambda pair: pair[1]["doctop"], 1):
            for place in cluster_objects(row, lambda pair: pair[1]["x0"], 1):
                kept.add(min(place, key=lambda pair: (pair[1]["doctop"], pair[1]["x0"], pair[0]))[0])
    return [char for position, char in enumerate(chars) if position in kept]


def _left_out(page: Any) -> dict[str, int]:
    """Return how many filled form fields and how many written comments the page has; their text is not read."""
    try:
        found = [_kind_of(annotation["data"]) for annotation in page.annots]
    except Exception:  # see _beside
        return {}
    return {kind: found.count(kind) for kind in ("fields", "comments") if kind in found}


def _kind_of(annotation: dict[str, Any]) -> str:
    subtype = _name(annotation.get("Subtype"))
    if subtype == "Widget":
        chain = list(_with_parents(annotation))
        kind = next((_name(one["FT"]) for one in chain if "FT" in one), "")
        value = next((_plain(one["V"]) for one in chain if "V" in one), None)
        return "fields" if kind in ("Tx", "Ch") and value else ""
    return "comments" if subtype not in ("Link", "Popup") and _plain(annotation.get("Contents")) else ""


def _with_parents(field: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for _ in range(32):  # deeper than any form; a loop ends
        yield field
        parent = _plain(field.get("Parent"))
        if not isinstance(parent, dict):
            return
        field = parent


def _plain(value: Any) -> Any:
    from pdfminer.pdftypes import resolve1

    plain = resolve1(value)
    return plain.strip() if isinstance(plain, bytes) else plain


def _name(value: Any) -> str:
    return str(getattr(_plain(value), "name", ""))
