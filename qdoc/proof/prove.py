"""Owns the proof of a batch: packages checked, pages printed once for all files, every page measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qdoc.errors import InputRefused
from qdoc.proof.described import Described
from qdoc.proof.fonts import installed_faces, substitutes
from qdoc.proof.inspected import inspect
from qdoc.proof.measure_colophon import colophon_rows
from qdoc.proof.measure_fonts import font_rows
from qdoc.proof.measure_head import head_rows
from qdoc.proof.measure_numbers import number_rows
from qdoc.proof.measure_page import page_rows
from qdoc.proof.office import Printed, print_pages
from qdoc.proof.pdf_page import read_pages
from qdoc.proof.row import FileProof, Row
from qdoc.proof.seen import see
from qdoc.read import limits

NOT_RUN = "版面由 LibreOffice 印成 PDF 量得；没有在 Word 和 WPS 里打开过，正式印发前请在本单位的 Word 或 WPS 里看一遍。"
ONLY_PACKAGES = "没有量版面，只检查了文件内部结构；也没有在 Word 和 WPS 里打开过。"
MOST_PRINTED = 10 * limits.MIB
"""XML (unpacked) of a document that is printed: LibreOffice takes minutes for more (a summary of 1,400 rows)."""
_TEMPLATE = "模板里还有标签，没有填写，不量版面"
_LARGE = (
    f"文件太大（{{:.0f}} MB 的 XML，超过 {MOST_PRINTED // limits.MIB} MB 的不印），没有量版面，只查了结构；"
    "请在 Word 或 WPS 里看一遍，或另做一份事项少的来量，版面是一样的"
)


@dataclass(frozen=True, slots=True)
class BatchProof:
    """The proofs of a batch in the order given; named face → what stood in for it; whether pages were printed."""

    files: tuple[FileProof, ...]
    substitutes: Mapping[str, str]
    printed: bool


def prove(
    files: Mapping[str, bytes],
    *,
    both_sides: bool = False,
    say: Callable[[str], None] = lambda _: None,
    printer: Callable[[Mapping[str, bytes], Mapping[str, str]], dict[str, Printed]] = print_pages,
) -> BatchProof:
    """Prove .docx files (package and pages) and .xlsx files (package).

    Args:
        files: name → bytes; the suffix of the name says the kind.
        both_sides: the documents are printed on both sides, so that a colophon must stand on an even page.
        say: told of each step, in Chinese.
        printer: what makes the pages; LibreOffice, started once for all files.

    Returns:
        One FileProof a file. Nothing is raised for a broken file: it is ``refused`` with the reason.
    """
    say("查文件结构")
    described: dict[str, Described] = {}
    proofs: dict[str, FileProof] = {}
    unmade: dict[str, str] = {}
    for name, data in files.items():
        try:
            seen = inspect(data, name)
            if seen.described is not None:
                described[name] = seen.described
                if seen.described.template:
                    unmade[name] = _TEMPLATE
                elif seen.xml_bytes > MOST_PRINTED:
                    unmade[name] = _LARGE.format(seen.xml_bytes / limits.MIB)
            proofs[name] = FileProof(name, faults=seen.faults)
        except InputRefused as problem:
            proofs[name] = FileProof(name, refused=str(problem))
    say("印成 PDF")
    faces = substitutes(installed_faces())
    wanted = {name: files[name] for name in described if name not in unmade}
    printed = printer(wanted, faces) if wanted else {}
    say("量版面")
    for name, words in described.items():
        pages = Printed(problem=unmade[name]) if name in unmade else printed[name]
        proofs[name] = _measured(proofs[name], words, pages, both_sides=both_sides)
    done = any(page.pdf for page in printed.values())
    return BatchProof(tuple(proofs[name] for name in files), faces if done else {}, done)


def _measured(proof: FileProof, words: Described, printed: Printed, *, both_sides: bool) -> FileProof:
    fonts = font_rows(words.fonts)
    profile = words.profile.name
    if not printed.pdf:
        refused = printed.problem if printed.failed else ""
        return FileProof(proof.name, profile, 0, fonts, proof.faults, printed.problem, refused)
    try:
        pages = read_pages(printed.pdf)
    except ValueError as problem:
        told = f"印成的 PDF 打不开（{problem}）"
        return FileProof(proof.name, profile, 0, fonts, proof.faults, told, told)
    seen = see(words, pages)
    rows: tuple[Row, ...] = (
        *page_rows(seen),
        *head_rows(seen),
        *number_rows(seen),
        *colophon_rows(seen, both_sides=both_sides),
        *fonts,
    )
    return FileProof(proof.name, profile, len(pages), rows, proof.faults)
