"""Owns writing a ledger back where it was read: a copy of it first, never over somebody's changes, nothing lost."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.errors import LedgerRefused

if TYPE_CHECKING:
    from qdoc.model import Ledger

BACKUPS = "台账备份"


def refuse_foreign(record: Ledger, name: str) -> None:
    """Raise LedgerRefused where writing the workbook ``name`` anew would lose a clerk's sheet or line."""
    for found in record.diagnostics:
        if found.code == "R003":
            hint = f"{found.hint}，再运行一次；没有写任何文件"
            raise LedgerRefused(f"{found.message}，写回时会丢掉", file=name, hint=hint)


def write_back(
    path: Path,
    before: bytes,
    ledger: Ledger,
    *,
    day: str = "",
    beside: Mapping[str, bytes] | None = None,
    expect: Mapping[str, bytes] | None = None,
) -> tuple[str, ...]:
    """Write ``beside`` (name in the ledger's folder → bytes), a copy of the ledger as it was, and the ledger.

    ``before``: the bytes that were read; ``expect``: those of other files that are replaced, by name, as for
    ``Folder.write``. ``day`` (YYYY-MM-DD or "") goes into the copy's name. Returns the names: the
    ledger, the copy, then those of ``beside``. Raises LedgerChanged where the file is no longer as it was read, and
    OutputRefused; nothing is written then.
    """
    from qdoc.render.workbook import ledger_xlsx
    from qdoc.store import Folder

    path = path.resolve()  # a ledger reached through a link is the one that others share
    told = f"{day}~" if day else ""
    backup = f"{BACKUPS}/{path.stem}~{told}{hashlib.sha256(before).hexdigest()[:8]}{path.suffix}"
    others, data = dict(beside or {}), ledger_xlsx(ledger)
    with Folder(path.parent) as folder:
        folder.write({**others, backup: before, path.name: data}, expect={**(expect or {}), path.name: before})
    return (path.name, backup, *others)
