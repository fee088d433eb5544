"""Owns the names of WordprocessingML and the small ways to ask an element for a child or a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
)
"""Word's "strict" files name the same things under other addresses."""


def child(element: _Element | None, name: str) -> _Element | None:
    """Return the first child of that name, None where there is none (or no element)."""
    return None if element is None else element.find(W + name)


def value(element: _Element | None) -> str | None:
    """Return the element's w:val, None where there is none (or no element)."""
    return None if element is None else element.get(W + "val")


def number(element: _Element | None) -> int | None:
    """Return the element's w:val as an integer, None where it is none."""
    shown = value(element)
    try:
        return None if shown is None else int(shown)
    except ValueError:
        return None
