"""Owns saving a workbook without the clock: the same cells give the same bytes, so that a year can be played again."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook

_DATE = (2026, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def save_book(book: Workbook, path: Path) -> None:
    """Write ``book`` to ``path``, every day in it that of the simulation."""
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            text = _CLOCK.sub(rb"\g<1>2026-01-01T00:00:00Z\g<3>", data) if name == "docProps/core.xml" else data
            package.writestr(zipfile.ZipInfo(name, _DATE), text, zipfile.ZIP_DEFLATED)
