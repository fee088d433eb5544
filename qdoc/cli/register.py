"""Owns which units are known first: ``--register``, else the sheet 责任单位 of the office's settings, as a lexicon."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.cli.deadline import within

if TYPE_CHECKING:
    from qdoc.lexicon import Lexicon
    from qdoc.model import Office


def lexicon_of(register: str | None, office: Office | None = None, year: int | None = None) -> Lexicon:
    """Return the lexicon with the office's own units first; the shipped one where nobody names any.

    The file ``register`` goes before the settings ``office``. Of units with a period of validity those in force in
    ``year`` (the notice's; None: all) count. A workbook is told by its content.
    Raises InputRefused naming the file where it cannot be read or names no unit.
    """
    from qdoc.lexicon import load_lexicon

    if register is None:
        return load_lexicon(own=office.units_in_force(year) if office else ())
    path = Path(register)
    if not _is_workbook(path):
        return load_lexicon(path)
    from qdoc.returns.register import read_register

    with within(path.name):
        return load_lexicon(own=read_register(path.read_bytes(), path.name, year))


def _is_workbook(path: Path) -> bool:
    from qdoc.read.guard import OLE_MAGIC, ZIP_MAGIC

    try:
        with path.open("rb") as file:
            return file.read(8).startswith((OLE_MAGIC, *ZIP_MAGIC))
    except OSError:
        return False  # the reader of text tables says what is wrong
