"""Owns what the commands that write letters share: the letters' files, and the checks on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.cli.wishes import LETTER, PLEDGE, Numbers

if TYPE_CHECKING:
    from qdoc.cli.terminal import Steps
    from qdoc.cli.wishes import Wishes
    from qdoc.letters import Proof
    from qdoc.model import AssignmentLetter, Diagnostic, Ledger, LedgerHead

_FOLDERS = {LETTER: "交办单"}
RESTRICTED_SINCE = "2024-08-06"
"""From this day 《整治形式主义为基层减负若干规定》 restricts letters of responsibility (docs/contract.md)."""


def check_kind(wishes: Wishes, head: LedgerHead) -> tuple[Diagnostic, ...]:
    """Return the warning that letters of responsibility need a basis, where they are asked for and none is named.

    The rule is that of 《整治形式主义为基层减负若干规定》 (2024-08-06), for plans dated from that day on; a plan
    without a date counts by its year.
    """
    from qdoc.model import Diagnostic, Severity

    when = head.dated or (f"{head.year}-12-31" if head.year else "")
    if PLEDGE not in wishes.kinds or wishes.basis or when < RESTRICTED_SINCE:
        return ()
    message = "《整治形式主义为基层减负若干规定》严格控制签订责任书，这次没有写明依据"
    return (Diagnostic("K001", Severity.WARNING, message, hint="有依据的用 --basis 写明；没有依据的请改用交办单"),)


def prove_letters(ledger: Ledger, letters: tuple[AssignmentLetter, ...]) -> Proof:
    """Return the proof that the letters carry the whole ledger; letters that do not are never written.

    Raises:
        RuntimeError: the letters differ from the ledger, which is a bug of ours.
    """
    from qdoc.letters import prove

    proof = prove(ledger, letters)
    if not proof.holds:
        raise RuntimeError(proof.sentence)
    return proof


def letter_files(letters: Sequence[AssignmentLetter], wishes: Wishes, steps: Steps) -> dict[str, bytes]:
    """Return the letters as files by their path in the output folder; their numbers run on from kind to kind."""
    from qdoc.render.letter_docx import letter_docx
    from qdoc.store import safe_names

    names = safe_names((letter.department for letter in letters), ".docx")
    files: dict[str, bytes] = {}
    numbers = Numbers(wishes)
    steps.begin("写" + "、".join(wishes.kinds), len(letters) * len(wishes.kinds))
    for kind in wishes.kinds:
        for name, letter in zip(names, letters, strict=True):
            options = wishes.letter(letter.head, kind, numbers.running(kind), letter.department)
            data = letter_docx(kind, letter, options)
            if data is not None:
                numbers.take(kind)
                files[f"{_FOLDERS.get(kind, kind)}/{name}"] = data
            steps.advance()
    return files


def stale_letters(folder: Path, files: Iterable[str]) -> tuple[str, ...]:
    """Return the Word files in the letters' folders that are not among ``files``, by their path in ``folder``."""
    found: list[str] = []
    for name in (_FOLDERS[LETTER], PLEDGE):
        inside = folder / name
        if inside.is_dir():
            found += sorted(f"{name}/{path.name}" for path in inside.glob("*.docx") if not path.name.startswith("~$"))
    made = set(files)
    return tuple(name for name in found if name not in made)
