"""Owns what a proof reads of a file itself: what it says of itself and what is wrong inside, in the child where heavy.

A year-end summary of 5,000 rows has 3.5 million marks, more than this process may hold as trees; the child may.
"""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.errors import DamagedFile
from qdoc.proof.described import Described, describe
from qdoc.proof.package_faults import package_faults
from qdoc.read.guard import Package
from qdoc.read.worker import heavy_apart


@dataclass(frozen=True, slots=True)
class Inspected:
    """``described``: of a .docx, None of an .xlsx; ``faults`` of the package, each with its part; its XML unpacked."""

    described: Described | None
    faults: tuple[str, ...]
    xml_bytes: int


@heavy_apart(Inspected)
def inspect(data: bytes, name: str) -> Inspected:
    """Look into a .docx or .xlsx (the suffix of ``name`` says which).

    Raises:
        InputRefused: it is no Office package, or one that may not be opened (limits, DTD, password).
    """
    try:
        package = Package(data, name)
        described = describe(package) if name.lower().endswith(".docx") else None
        template = described is not None and described.template
        return Inspected(described, package_faults(data, name, template=template), package.xml_bytes())
    except KeyError as problem:
        raise DamagedFile(f"不是 Word 或 Excel 文件，缺少 {problem.args[0]}", file=name) from None
