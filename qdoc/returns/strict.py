"""Owns giving a workbook that was saved as “Strict Open XML” the names of elements that every other workbook uses."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdoc.read.guard import Package

_HOME = b"http://purl.oclc.org/ooxml/"
_NAME = re.compile(rb"""(=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)/(\w+)""")
_USUAL = rb"\1http://schemas.openxmlformats.org/\2/2006/\3"


def in_usual_names(package: Package, data: bytes) -> bytes:
    """Return the workbook ``data`` (open in ``package``) with the names of ECMA-376 Transitional for those of Strict.

    The two differ in the namespaces (ISO/IEC 29500-1 and -4) and in days, which Strict writes as days: both are read.
    A workbook with the usual names comes back as it is. Raises as ``Package.read`` does.
    """
    if _HOME not in package.read("xl/workbook.xml"):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as usual:
        for member in package.members:
            content = package.read(member)
            usual.writestr(member, _NAME.sub(_USUAL, content) if member.endswith((".xml", ".rels")) else content)
    return out.getvalue()
