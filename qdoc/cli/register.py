"""Owns ``--register``: an office's own list of units, from a workbook or a text table, as a lexicon."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdoc.lexicon import Lexicon


def lexicon_of(register: str | None) -> Lexicon:
    """Return the lexicon with the units of the file ``register`` first; the shipped one where it is None.

    A workbook is told by its content. Raises InputRefused naming the file where it cannot be read or names no unit.
    """
    from qdoc.lexicon import load_lexicon

    if register is None:
        return load_lexicon()
    path = Path(register)
    if not _is_workbook(path):
        return load_lexicon(path)
    from qdoc.returns.register import read_register

    return load_lexicon(own=read_register(path.read_bytes(), path.name))


def _is_workbook(path: Path) -> bool:
    from qdoc.read.guard import OLE_MAGIC, ZIP_MAGIC

    try:
        with path.open("rb") as file:
            return file.read(8).startswith((OLE_MAGIC, *ZIP_MAGIC))
    except OSError:
        return False  # the reader of text tables says what is wrong
