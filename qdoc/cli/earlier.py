"""Owns what earlier runs left in an output folder: files for units that this run did not make; nothing is deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qdoc.cli.documents import document_of, kind_of
from qdoc.cli.making import PRINT_TAIL, PRINTS, UNITS

_OLD_FOLDERS = ("交办单", "责任书")  # where letters were put before each unit had its folder


@dataclass(frozen=True, slots=True)
class Earlier:
    """What lies in the folder beside this run's files.

    ``stale``: files that may no longer hold, by their path in the folder: a unit that has no letter of that kind any
    more, an old print file, the place of an old version. ``others``: how many files of kinds that were not asked for
    this time there are, by kind; they are as an earlier run made them.
    """

    stale: tuple[str, ...]
    others: dict[str, int]


def earlier_files(folder: Path, files: Collection[str], documents: Iterable[str], units: Collection[str]) -> Earlier:
    """Look for Word files of earlier runs in ``folder`` that are not among ``files``, which this one makes.

    ``documents`` (``document_name``) were asked for; ``units`` are the folders of the units that the ledger names.
    Files with other names than qdoc gives (what a clerk put beside a letter) are left out.
    """
    asked = set(documents)
    stale: list[str] = []
    others: dict[str, int] = {}
    for name, unit, document in named_files(folder):
        if name in files:
            continue
        if document in asked or (unit and unit not in units):
            stale.append(name)
        elif unit:
            kind = kind_of(document)
            others[kind] = others.get(kind, 0) + 1
    for old in _OLD_FOLDERS:
        stale += [name for name in _word_files(folder, old) if name not in files]
    return Earlier(tuple(stale), others)


def named_files(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Path, unit's folder ("" for a print file) and document of every file that is named as qdoc names them."""
    from qdoc.render.letter_docx import KINDS

    inside = folder / UNITS
    for unit in sorted(path.name for path in inside.iterdir()) if inside.is_dir() else ():
        for name in _word_files(folder, f"{UNITS}/{unit}"):
            documents = (document_of(name, kind) for kind in KINDS)
            document = next((one for one in documents if name.endswith(f"{one}.docx")), "")
            if document:
                yield name, unit, document
    for name in _word_files(folder, PRINTS):
        document = PurePosixPath(name).name.removesuffix(PRINT_TAIL)
        if kind_of(document) in KINDS:
            yield name, "", document


def _word_files(folder: Path, inside: str) -> list[str]:
    where = folder / inside
    if not where.is_dir():
        return []
    return sorted(f"{inside}/{path.name}" for path in where.glob("*.docx") if not path.name.startswith("~$"))
