"""Owns what the commands that write letters share: every unit's folder, the print files, the manifest, the checks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qdoc.cli.documents import document_name, earlier_reminders
from qdoc.cli.table import ALLOCATION
from qdoc.cli.wishes import PLEDGE

if TYPE_CHECKING:
    from pathlib import Path

    from qdoc.cli.handing import HandedOut
    from qdoc.cli.missing import Missing
    from qdoc.cli.numbers import Numbers
    from qdoc.cli.styles import OfficeTemplates
    from qdoc.cli.terminal import Steps
    from qdoc.cli.wishes import Wishes
    from qdoc.letters import Proof
    from qdoc.model import AssignmentLetter, Diagnostic, Ledger, LedgerHead, Office
    from qdoc.render.manifest_sheet import Delivery
    from qdoc.store import Folder

UNITS, PRINTS = "各单位", "合订"
PRINT_TAIL = "合订本.docx"
_ROOM = 14  # UTF-16 units of 各单位\…\…任务交办单.docx beside the unit's name twice and the kind
RESTRICTED_SINCE = "2024-08-06"
"""From this day 《整治形式主义为基层减负若干规定》 restricts letters of responsibility (docs/contract.md)."""


@dataclass(frozen=True, slots=True)
class Made:
    """All files of a batch by their path in the output folder, and what is to be said of them.

    ``deliveries``: the letters as the manifest lists them; ``counts``: how many of each kind that was asked for;
    ``documents``: what they are called (``document_name``);
    ``folders``: folder → unit for all units that the ledger names, also where none of the kinds has something to say
    to the unit. ``templates``: the names of the templates that were filled; ``kept``: files asked for that were left
    as they are, since they would say the same.
    """

    files: dict[str, bytes]
    deliveries: tuple[Delivery, ...]
    counts: dict[str, int]
    documents: tuple[str, ...]
    folders: dict[str, str]
    missing: tuple[Missing, ...]
    templates: tuple[str, ...]
    kept: tuple[str, ...] = ()


def find_own(wishes: Wishes, *beside: Path) -> tuple[Office | None, OfficeTemplates]:
    """Return the office's settings and templates: those that were named, else those in the first of ``beside``.

    Raises:
        InputRefused: what was named is not there or cannot be read.
        TemplateRefused: errors in the templates, all of them listed.
    """
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.styles import office_templates

    return find_settings(wishes.settings, *beside), office_templates(wishes.templates, *beside)


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


def prove_letters(ledger: Ledger, letters: tuple[AssignmentLetter, ...], office: Office | None = None) -> Proof:
    """Return the proof that the letters carry the whole ledger; letters that do not are never written.

    Raises:
        RuntimeError: the letters differ from the ledger, which is a bug of ours.
    """
    from qdoc.letters import prove

    proof = prove(ledger, letters, office)
    if not proof.holds:
        raise RuntimeError(proof.failure)
    return proof


def make_files(
    ledger: Ledger,
    letters: Sequence[AssignmentLetter],
    wishes: Wishes,
    office: Office | None,
    styles: OfficeTemplates,
    steps: Steps,
    before: HandedOut,
    table: Folder | None,
) -> Made:
    """Make every file of the batch in memory: one that cannot be made stops the batch before anything is written.

    A folder for each unit with one file of each kind that has something to say to it, 任务分解表.docx where it says
    something new, and with ``wishes.merge`` one print file a kind. What is kept are finished packages (some 12 KB a
    letter); a print file is joined letter by letter, so that no second copy of a batch is ever unpacked.

    ``before``: the manifest that is there, for the numbers. ``table``: the folder with the table of before; None: no
    table is asked for.

    Raises:
        TemplateRefused: an office's own template finds no value, or its letters cannot stand in one print file.
        UsageError: a kind needs an option that was not given.
    """
    from qdoc.cli.missing import missing_list
    from qdoc.cli.numbers import Numbers
    from qdoc.cli.table import TABLE, table_file

    files: dict[str, bytes] = {}
    units = [letter.department for letter in letters]
    folders = unit_folders(units)
    numbers = Numbers(wishes, office, before.given, ledger.head.year)
    deliveries = _deliver(letters, folders, wishes, office, styles, steps, files, numbers, before.documents)
    counts = {kind: sum(one.kind == kind for one in deliveries) for kind in wishes.kinds}
    if wishes.merge:
        steps.begin("合订", len(wishes.kinds))
        files |= _prints(deliveries, files, styles, steps, wishes.as_of)
    used = [kind for kind, count in counts.items() if count]
    lacking: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    if table is not None:
        steps.begin("写任务分解表")
        written, lacking = table_file(ledger, wishes, office, styles, table.read(TABLE))
        files |= written
        used += [ALLOCATION] * len(written)
        kept = () if written else (TABLE,)
    missing = missing_list(letters, wishes, office, styles.data, lacking)
    named = dict(zip(folders, units, strict=True))
    documents = tuple(document_name(kind, wishes.as_of) for kind in wishes.kinds)
    return Made(files, tuple(deliveries), counts, documents, named, missing, tuple(used), kept)


def _deliver(
    letters: Sequence[AssignmentLetter],
    folders: Sequence[str],
    wishes: Wishes,
    office: Office | None,
    styles: OfficeTemplates,
    steps: Steps,
    files: dict[str, bytes],
    numbers: Numbers,
    sent: Mapping[str, set[str]],
) -> list[Delivery]:
    """Add to ``files`` each unit's documents and return them in the order of the units, then of the kinds.

    ``sent``: the documents that each unit had before.
    """
    from qdoc.cli.handing import LACKING, NO_NUMBER
    from qdoc.cli.numbers import NUMBERED
    from qdoc.render.letter_counts import printed_counts
    from qdoc.render.letter_docx import letter_docx
    from qdoc.render.manifest_sheet import Delivery
    from qdoc.store.names import OWN_ROOM, WINDOWS_PATH, safe_name

    found: list[tuple[int, Delivery]] = []
    longest = WINDOWS_PATH - OWN_ROOM - len(f"{UNITS}//")  # of folder and file
    steps.begin("写" + "、".join(wishes.kinds), len(letters) * len(wishes.kinds))
    for kind in wishes.kinds:
        style, document = styles.template(kind), document_name(kind, wishes.as_of)
        for at, (folder, letter) in enumerate(zip(folders, letters, strict=True)):
            unit = letter.department
            options = wishes.letter(letter.head, kind, numbers.running(document, unit), unit, office)
            if before := earlier_reminders(sent.get(unit, set()), document):
                options = replace(options, reminder=before + 1)
            data = letter_docx(kind, letter, options, style)
            steps.advance()
            if data is None:
                continue
            if kind in NUMBERED:
                numbers.take(document, unit)
            lead, support, pending = printed_counts(kind, letter, options)
            path = f"{UNITS}/{folder}/{safe_name(folder, f'{document}.docx', longest - len(folder))}"
            files[path] = data
            made = Delivery(
                unit=unit,
                path=path,
                kind=kind,
                number=(options.number or LACKING) if kind in NUMBERED else NO_NUMBER,
                lead=lead,
                support=support,
                pending=pending,
                contact=options.unit.contact if options.unit else "",
                phone=options.unit.phone if options.unit else "",
                sha256=hashlib.sha256(data).hexdigest(),
            )
            found.append((at, made))
    return [made for _, made in sorted(found, key=lambda pair: pair[0])]


def unit_folders(units: Sequence[str]) -> tuple[str, ...]:
    """Return a folder name for each unit, so short that the whole path of its files opens on Windows.

    The same unit gets the same folder whatever kinds are asked for.
    """
    from qdoc.render.letter_docx import KINDS
    from qdoc.store import safe_names
    from qdoc.store.names import OWN_ROOM, WINDOWS_PATH

    longest = (WINDOWS_PATH - OWN_ROOM - _ROOM - max(map(len, KINDS))) // 2
    return safe_names(units, longest=longest)


def _prints(
    deliveries: Sequence[Delivery],
    files: dict[str, bytes],
    styles: OfficeTemplates,
    steps: Steps,
    as_of: str | None,
) -> dict[str, bytes]:
    """One print file a kind, its letters in the order of the manifest."""
    from qdoc.render.merge import merge_docx

    made: dict[str, bytes] = {}
    for kind in dict.fromkeys(one.kind for one in deliveries):
        own = styles.template(kind)
        letters = (files[one.path] for one in deliveries if one.kind == kind)
        made[f"{PRINTS}/{document_name(kind, as_of)}{PRINT_TAIL}"] = merge_docx(
            letters, f"{kind}合订本", own.name if own else f"{kind}.docx"
        )
        steps.advance()
    return made
