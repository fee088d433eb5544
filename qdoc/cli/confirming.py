"""Owns 确认.json in the commands: what an office decided is read before a ledger is made, and kept after it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from qdoc.model import Diagnostic, Ledger
    from qdoc.returns.ledger import ReturnedLedger
    from qdoc.store import Folder
    from qdoc.store.confirmations import Confirmation

_Command = TypeVar("_Command", bound=Callable[..., Any])

by_option = click.option(
    "--by", metavar="姓名", default="", help="谁确认的：记进 确认.json，日期按 --date；不写则空着。"
)


class Decisions:
    """The decisions beside a ledger: those known from 确认.json, and the file with those of the ledger.

    ``before`` holds the bytes that were read, by name, for ``Folder.write``; empty where there was no file.
    """

    def __init__(self, folder: Folder) -> None:
        """Read 确认.json in ``folder``. Raises DamagedFile or UnsupportedFormat naming it."""
        from qdoc.store.confirmations import CONFIRMATIONS_FILE, decode_confirmations

        self.folder = folder
        data = folder.read(CONFIRMATIONS_FILE)
        self.before: dict[str, bytes] = {} if data is None else {CONFIRMATIONS_FILE: data}
        shown = str(folder.path / CONFIRMATIONS_FILE)
        self.known: tuple[Confirmation, ...] = () if data is None else decode_confirmations(data, shown)

    def heed(self, returned: ReturnedLedger) -> None:
        """Forget the decisions that a clerk took back in ``returned`` by clearing 确认."""
        from qdoc.store.confirmations import drop_withdrawn

        taken_back = {one.key for one in returned.deviations if one.field == "confirmed" and not one.value}
        self.known = drop_withdrawn(self.known, returned.ledger, taken_back)

    def files(self, ledger: Ledger, *, who: str, when: str | None) -> Mapping[str, bytes]:
        """Return 确认.json with what ``ledger`` decides; nothing where there is nothing to say."""
        from qdoc.lexicon import load_lexicon
        from qdoc.store.confirmations import CONFIRMATIONS_FILE, collect_confirmations, encode_confirmations

        lexicon, year = load_lexicon(), ledger.head.year
        decided = collect_confirmations(
            ledger, self.known, who=who, when=when or "", unit_key=lambda name: lexicon.resolve(name, year=year).key
        )
        if not decided and not self.before:
            return {}
        return {CONFIRMATIONS_FILE: encode_confirmations(decided)}

    def files_of(self, ledger: Ledger, keys: Collection[str], *, who: str, when: str | None) -> Mapping[str, bytes]:
        """Return 确认.json with what the rows ``keys`` of ``ledger`` decide; other rows' decisions stay as known."""
        from qdoc.ledger.key import text_part
        from qdoc.lexicon import load_lexicon
        from qdoc.store.confirmations import CONFIRMATIONS_FILE, collect_confirmations, encode_confirmations

        lexicon, year, texts = load_lexicon(), ledger.head.year, set(map(text_part, keys))
        now = collect_confirmations(
            ledger, self.known, who=who, when=when or "", unit_key=lambda name: lexicon.resolve(name, year=year).key
        )
        others = tuple(one for one in self.known if one.text not in texts)
        decided = (*others, *(one for one in now if one.text in texts))
        if not decided and not self.before:
            return {}
        return {CONFIRMATIONS_FILE: encode_confirmations(decided)}


def decisions_beside(ledger_file: str, returned: ReturnedLedger) -> Decisions | None:
    """Return the decisions beside ``ledger_file`` without what was taken back; None for standard input.

    Raises DamagedFile or UnsupportedFormat for a 确认.json that cannot be read: before anything is written.
    """
    from qdoc.store import Folder

    if ledger_file == "-":
        return None
    decisions = Decisions(Folder(Path(ledger_file).parent))
    decisions.heed(returned)
    return decisions


def keep_decisions(
    decisions: Decisions | None, ledger: Ledger, *, who: str, when: str | None
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write what ``ledger`` decides into 确认.json beside it.

    Returns the paths written, and a warning where the folder cannot be written: the letters are made all the same.
    """
    from qdoc.errors import OutputRefused
    from qdoc.model import Diagnostic, Severity

    files = decisions.files(ledger, who=who, when=when) if decisions is not None else {}
    if decisions is None or all(decisions.before.get(name) == data for name, data in files.items()):
        return (), ()  # nothing new: the folder is not touched
    try:
        with decisions.folder as folder:
            return folder.write(files, expect=decisions.before), ()
    except OutputRefused as problem:
        message = f"台账旁边的 确认.json 写不进去，这次的确认没有记下（{problem.message}）"
        return (), (Diagnostic("K002", Severity.WARNING, message, hint=problem.hint),)
