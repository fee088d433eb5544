"""Owns what the commands that write letters share: their options, the letters' files, and the checks on them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from qdoc.cli.terminal import Steps
    from qdoc.letters import Proof
    from qdoc.model import AssignmentLetter, Diagnostic, Ledger, LedgerHead
    from qdoc.render.letter_docx import LetterOptions

LETTER = "交办单"
PLEDGE = "责任书"
BOTH = "两者"
KINDS = (LETTER, PLEDGE, BOTH)
RESTRICTED_SINCE = "2024-08-06"
"""From this day 《整治形式主义为基层减负若干规定》 restricts letters of responsibility (docs/contract.md)."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def letter_options(command: _Command) -> _Command:
    """Add the options of the commands that write letters."""
    options = (
        click.option(
            "--kind", type=click.Choice(KINDS), default=LETTER, show_default=True, help="给每个单位写哪一种文件。"
        ),
        click.option("--basis", metavar="文字", help="签订责任书和考核的依据（文件名）；印在责任书上。"),
        click.option("--date", metavar="年-月-日", callback=_day, help="印在文件上的日期；不写则印【待补】。"),
        click.option(
            "--原标点",
            "--source-punctuation",
            "source_punctuation",
            is_flag=True,
            help="引文照抄通知的标点；不写则半角改全角。",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"“{value}”不是日期，请写成 2026-03-15 这样。") from None


def check_kind(kind: str, head: LedgerHead, basis: str | None) -> tuple[Diagnostic, ...]:
    """Return the warning that letters of responsibility need a basis, where they are asked for and none is named.

    The rule is that of 《整治形式主义为基层减负若干规定》 (2024-08-06), for plans dated from that day on; a plan
    without a date counts by its year.
    """
    from qdoc.model import Diagnostic, Severity

    when = head.dated or (f"{head.year}-12-31" if head.year else "")
    if kind == LETTER or basis or when < RESTRICTED_SINCE:
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


def letter_wishes(basis: str | None, date: str | None, *, source_punctuation: bool) -> LetterOptions:
    """Return what the options say of the letters, in the renderer's terms."""
    from qdoc.parse.punctuation import full_width
    from qdoc.render.letter_docx import LetterOptions

    return LetterOptions(date=date, assessment_basis=basis, quote=str if source_punctuation else full_width)


def letter_files(
    letters: Sequence[AssignmentLetter], kind: str, options: LetterOptions, steps: Steps
) -> dict[str, bytes]:
    """Return the letters of ``kind`` as files by their path in the output folder."""
    from qdoc.render.letter_docx import assignment_docx, responsibility_docx
    from qdoc.store import safe_names

    names = safe_names((letter.department for letter in letters), ".docx")
    wanted = [one for one in (LETTER, PLEDGE) if kind in (one, BOTH)]
    files: dict[str, bytes] = {}
    steps.begin("写" + "、".join(wanted), len(letters) * len(wanted))
    for one in wanted:
        write = assignment_docx if one == LETTER else responsibility_docx
        for name, letter in zip(names, letters, strict=True):
            files[f"{one}/{name}"] = write(letter, options)
            steps.advance()
    return files


def stale_letters(folder: Path, files: Iterable[str]) -> tuple[str, ...]:
    """Return the Word files in the letters' folders that are not among ``files``, by their path in ``folder``."""
    found: list[str] = []
    for name in (LETTER, PLEDGE):
        inside = folder / name
        if inside.is_dir():
            found += sorted(f"{name}/{path.name}" for path in inside.glob("*.docx") if not path.name.startswith("~$"))
    made = set(files)
    return tuple(name for name in found if name not in made)
