"""Owns what the commands that write letters share: every unit's folder, the print files, the manifest, the checks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.cli.wishes import PLEDGE, Numbers

if TYPE_CHECKING:
    from pathlib import Path

    from qdoc.cli.missing import Missing
    from qdoc.cli.styles import OfficeTemplates
    from qdoc.cli.terminal import Steps
    from qdoc.cli.wishes import Wishes
    from qdoc.letters import Proof
    from qdoc.model import AssignmentLetter, Diagnostic, Ledger, LedgerHead, Office
    from qdoc.render.manifest_sheet import Delivery
    from qdoc.store import Folder

UNITS, PRINTS, MANIFEST, ALLOCATION = "各单位", "合订", "分发清单.xlsx", "任务分解表"
PRINT_TAIL = "合订本.docx"
_ROOM = 14  # UTF-16 units of 各单位\…\…任务交办单.docx beside the unit's name twice and the kind
RESTRICTED_SINCE = "2024-08-06"
"""From this day 《整治形式主义为基层减负若干规定》 restricts letters of responsibility (docs/contract.md)."""


@dataclass(frozen=True, slots=True)
class Made:
    """All files of a batch by their path in the output folder, and what is to be said of them.

    ``counts``: how many files of each kind that was asked for; ``folders``: the folders of all units that the ledger
    names, also where none of the kinds has something to say to the unit.
    """

    files: dict[str, bytes]
    counts: dict[str, int]
    folders: frozenset[str]
    missing: tuple[Missing, ...]


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
        raise RuntimeError(proof.sentence)
    return proof


def make_files(
    ledger: Ledger,
    letters: Sequence[AssignmentLetter],
    wishes: Wishes,
    office: Office | None,
    styles: OfficeTemplates,
    steps: Steps,
) -> Made:
    """Make every file of the batch in memory: one that cannot be made stops the batch before anything is written.

    A folder for each unit with one file of each kind that has something to say to it, 任务分解表.docx, 分发清单.xlsx,
    and with ``wishes.merge`` one print file a kind. What is kept are finished packages (some 12 KB a letter); a print
    file is joined letter by letter, so that no second copy of a batch is ever unpacked.

    Raises:
        TemplateRefused: an office's own template finds no value, or its letters cannot stand in one print file.
        UsageError: a kind needs an option that was not given.
    """
    from qdoc.cli.missing import missing_list
    from qdoc.ledger.directory import Directory
    from qdoc.render.allocation_docx import allocation_docx
    from qdoc.render.manifest_sheet import Lack, manifest_xlsx

    files: dict[str, bytes] = {}
    folders = unit_folders([letter.department for letter in letters])
    deliveries = _deliver(letters, folders, wishes, office, styles, steps, files)
    counts = {kind: sum(one.kind == kind for one in deliveries) for kind in wishes.kinds}
    if wishes.merge:
        steps.begin("合订", len(wishes.kinds))
        files |= _prints(deliveries, files, styles, steps)
    steps.begin("写任务分解表和分发清单")
    options = wishes.letter(ledger.head, ALLOCATION, 1, office=office)
    files[f"{ALLOCATION}.docx"] = allocation_docx(ledger, options, styles.style(ALLOCATION))
    missing = missing_list(letters, wishes, office, styles.data)
    lacks = tuple(Lack(one.value, one.kinds, one.documents, one.sentence.rpartition("；")[2]) for one in missing)
    files[MANIFEST] = manifest_xlsx(deliveries, ledger, lacks, Directory(ledger, office).open_groups)
    return Made(files, counts, frozenset(folders), missing)


def _deliver(
    letters: Sequence[AssignmentLetter],
    folders: Sequence[str],
    wishes: Wishes,
    office: Office | None,
    styles: OfficeTemplates,
    steps: Steps,
    files: dict[str, bytes],
) -> list[Delivery]:
    """Add to ``files`` each unit's documents and return them in the order of the units, then of the kinds."""
    from qdoc.render.letter_docx import letter_docx
    from qdoc.render.manifest_sheet import Delivery

    found: list[tuple[int, Delivery]] = []
    numbers = Numbers(wishes, office)
    steps.begin("写" + "、".join(wishes.kinds), len(letters) * len(wishes.kinds))
    for kind in wishes.kinds:
        style = styles.template(kind)
        for at, (folder, letter) in enumerate(zip(folders, letters, strict=True)):
            options = wishes.letter(letter.head, kind, numbers.running(kind), letter.department, office)
            data = letter_docx(kind, letter, options, style)
            steps.advance()
            if data is None:
                continue
            numbers.take(kind)
            path = f"{UNITS}/{folder}/{folder}{kind}.docx"
            files[path] = data
            made = Delivery(
                unit=letter.department,
                path=path,
                kind=kind,
                number=options.number or "",
                lead=len(letter.lead_items),
                support=len(letter.support_items),
                pending=sum(item.suggested for item in (*letter.lead_items, *letter.support_items)),
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
    deliveries: Sequence[Delivery], files: dict[str, bytes], styles: OfficeTemplates, steps: Steps
) -> dict[str, bytes]:
    """One print file a kind, its letters in the order of the manifest."""
    from qdoc.render.merge import merge_docx

    made: dict[str, bytes] = {}
    for kind in dict.fromkeys(one.kind for one in deliveries):
        own = styles.template(kind)
        letters = (files[one.path] for one in deliveries if one.kind == kind)
        made[f"{PRINTS}/{kind}{PRINT_TAIL}"] = merge_docx(letters, f"{kind}合订本", own.name if own else f"{kind}.docx")
        steps.advance()
    return made


def keep_manifest(folder: Folder) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the manifest in ``folder`` as it was read, and as a copy to be kept where somebody wrote into it.

    Both by name; empty where there is none, or where it is as qdoc made it. 签收 may have been filled in.
    """
    before = folder.read(MANIFEST)
    if before is None or folder.made_by_us(MANIFEST):
        return {}, {}
    copy = f"分发清单备份/分发清单~{hashlib.sha256(before).hexdigest()[:8]}.xlsx"
    return {MANIFEST: before}, {copy: before}
