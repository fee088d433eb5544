"""Owns the manifest of an output folder in the commands: every file that still holds, and what a clerk wrote of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.cli.documents import document_of, kind_of
from qdoc.cli.earlier import named_files
from qdoc.ledger.handed import (
    CHECK,
    CONTACT,
    ENTERED,
    FILE,
    KIND,
    LEAD,
    NUMBER,
    PENDING,
    PHONE,
    SIGNED,
    SUPPORT,
    UNIT,
    HandedLine,
    Manifest,
)

if TYPE_CHECKING:
    from qdoc.cli.making import Made
    from qdoc.model import AssignmentLetter, Ledger, Office
    from qdoc.render.manifest_sheet import Delivery
    from qdoc.store import Folder

MANIFEST = "分发清单.xlsx"
NO_NUMBER, LACKING, UNKNOWN = "—", "【待补】", "见文件"
_NUMBER = re.compile(r".*[0-9]号")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class HandedOut:
    """The manifest that is in the folder: its bytes (None: there is none), what it says, why it could not be read."""

    data: bytes | None
    manifest: Manifest
    unread: str = ""

    @property
    def given(self) -> tuple[tuple[str, str, str], ...]:
        """(document, unit, number) of all documents that ever had one, those in use first."""
        used = ((document_of(one[FILE], one[KIND]), one[UNIT], one[NUMBER]) for one in self.manifest.lines)
        return tuple(one for one in (*used, *self.manifest.retired) if _NUMBER.fullmatch(one[2]))

    @property
    def documents(self) -> dict[str, set[str]]:
        """The documents that each unit has or had, by its name in the manifest."""
        found: dict[str, set[str]] = {}
        for one in self.manifest.lines:
            found.setdefault(one[UNIT], set()).add(document_of(one[FILE], one[KIND]))
        for document, unit, _ in self.manifest.retired:
            found.setdefault(unit, set()).add(document)
        return found


@dataclass(frozen=True, slots=True)
class Handing:
    """The manifest to write (and a copy of the one before, where something cannot be carried over), and what to say.

    ``expect``: the bytes that were read, by name, for ``Folder.write``.
    """

    files: dict[str, bytes]
    expect: dict[str, bytes]
    sentences: tuple[str, ...]


def handed_out(folder: Folder) -> HandedOut:
    """Read the manifest in ``folder``; one that cannot be read is as none, and says why."""
    data = folder.read(MANIFEST)
    if data is None:
        return HandedOut(None, Manifest())
    from qdoc.errors import QdocError  # late: a folder without a manifest does without the reader's rooms
    from qdoc.returns.manifest import read_manifest

    try:
        return HandedOut(data, read_manifest(data, MANIFEST))
    except QdocError as problem:
        return HandedOut(data, Manifest(), problem.message)


def hand_out(
    before: HandedOut,
    made: Made,
    folder: Folder,
    ledger: Ledger,
    letters: Sequence[AssignmentLetter],
    office: Office | None = None,
) -> Handing:
    """Make the manifest of all files in ``folder`` that hold: those of ``made``, and those of other kinds as they are.

    ``before`` is the manifest that was there. What a clerk wrote goes with its file; what has no place any more is
    said, and the old manifest kept. ``folder`` must be open: it knows which files qdoc made.
    """
    from qdoc.ledger.directory import Directory
    from qdoc.render.letter_docx import KINDS
    from qdoc.render.manifest_sheet import Kept, Lack, manifest_xlsx

    earlier = tuple(_carried(before.manifest, made, folder))
    place = {unit: at for at, unit in enumerate(made.folders.values())}
    order = list(KINDS)
    deliveries = sorted(
        (*made.deliveries, *earlier), key=lambda one: (place[one.unit], order.index(one.kind), one.path)
    )
    used = {(document_of(one.path, one.kind), one.number) for one in deliveries}
    retired = tuple(dict.fromkeys(one for one in before.given if (one[0], one[2]) not in used))
    supported: dict[str, list[str]] = {}
    for letter in letters:
        for item in letter.support_items:
            supported.setdefault(item.row_key, []).append(letter.department)
    paths = {one.path: one for one in deliveries}
    texts = {path: _entries(before.manifest, path) for path in paths}
    lacks = [Lack(one.value, one.kinds, one.documents, one.how) for one in made.missing]
    kept = Kept(texts, before.manifest.further, retired)
    groups = Directory(ledger, office).open_groups
    files = {MANIFEST: manifest_xlsx(deliveries, ledger, lacks, groups, supported, kept)}
    sentences = [*_renumbered(before, made), *_signed(before.manifest, made)]
    strays = (*before.manifest.strays, *_strays(before.manifest, paths))
    if before.data is not None and (before.unread or strays):
        copy = f"分发清单备份/分发清单~{hashlib.sha256(before.data).hexdigest()[:8]}.xlsx"
        files[copy] = before.data
        why = f"读不了（{before.unread}）" if before.unread else f"里有带不过来的内容：{_few(strays)}"
        sentences.append(f"原来的 {MANIFEST} {why}；已另存为 {copy}")
    numbered = any(_NUMBER.fullmatch(one.number) for one in made.deliveries)
    if numbered and not before.manifest.lines and any(True for _ in named_files(folder.path)):
        sentences.append(f"没有可照的 {MANIFEST}，编号从 1 号编起；请与已发出的文件核对")
    return Handing(files, {} if before.data is None else {MANIFEST: before.data}, tuple(sentences))


def _carried(before: Manifest, made: Made, folder: Folder) -> Iterable[Delivery]:
    """The files of documents that were not asked for, of units that the ledger names, as the manifest has them."""
    from qdoc.render.manifest_sheet import Delivery

    for path, inside, document in named_files(folder.path):
        if inside not in made.folders or document in made.documents or path in made.files:
            continue
        line = before.line(path)
        if line is None and not folder.made_by_us(path):
            continue  # a clerk's own file under one of our names
        told = line or HandedLine({}, {})
        yield Delivery(
            unit=made.folders[inside],
            path=path,
            kind=kind_of(document),
            number=told[NUMBER] or UNKNOWN,
            lead=_count(told[LEAD]),
            support=_count(told[SUPPORT]),
            pending=_count(told[PENDING]),
            contact=told.written.get(CONTACT, ""),
            phone=told.written.get(PHONE, ""),
            sha256=told[CHECK] or hashlib.sha256(folder.read(path) or b"").hexdigest(),
        )


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _entries(before: Manifest, path: str) -> dict[str, str]:
    line = before.line(path)
    names = (*ENTERED, *before.further) if line else ()
    return {name: text for name in names if line and (text := line.entered(name))}


def _strays(before: Manifest, paths: dict[str, Delivery]) -> Iterable[str]:
    """What a clerk wrote of files that are no longer listed, and numbers that could not be heeded."""
    for line in before.lines:
        now = paths.get(line[FILE])
        if now is None:
            written = [name for name in (*ENTERED, *before.further) if line.entered(name)]
            if written:
                yield f"{line[FILE]} 的“{'”“'.join(written)}”（清单里已没有这份文件）"
        elif line.written and line.entered(NUMBER) and now.number != line[NUMBER]:
            yield f"{line[FILE]} 的“{NUMBER}”"


def _renumbered(before: HandedOut, made: Made) -> Iterable[str]:
    """Which documents have another number than the manifest had for them."""
    told = {(one[KIND], one[FILE]): one[NUMBER] for one in before.manifest.lines}
    changed = [
        f"{one.unit}{one.kind} {old} → {one.number}"
        for one in made.deliveries
        if _NUMBER.fullmatch(old := told.get((one.kind, one.path), "")) and old != one.number
    ]
    if changed:
        yield f"编号有变的 {len(changed)} 份：{_few(changed, '；')}"


def _signed(before: Manifest, made: Made) -> Iterable[str]:
    """Which documents say something else than when they were signed for."""
    changed = [
        f"{one.unit}{one.kind}"
        for one in made.deliveries
        if (line := before.line(one.path)) and line.entered(SIGNED) and line[CHECK] != one.sha256
    ]
    if changed:
        yield f"签收过的 {len(changed)} 份这次内容有变，签收照留，请看要不要重新送：{_few(changed)}"


def _few(told: Sequence[str], sign: str = "、") -> str:
    return sign.join(told[:_SHOWN]) + (f" 等 {len(told)} 处" if len(told) > _SHOWN else "")
