"""Owns 任务分解表.docx beside the letters: written anew only where it says something new."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdoc.cli.styles import OfficeTemplates
    from qdoc.cli.wishes import Wishes
    from qdoc.model import Ledger, Office

ALLOCATION = "任务分解表"
TABLE = f"{ALLOCATION}.docx"
_DAY = "〔编制日期〕"  # stands where the date will
_GAP = "【待补：编制日期】"


def table_file(
    ledger: Ledger, wishes: Wishes, office: Office | None, styles: OfficeTemplates, before: bytes | None
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the table as a file to write, by name, and the names of what it prints as 【待补】.

    ``before``: the table that is in the folder. One that says the same and has a date is not written again: its date
    is that of what it says, and another date is a decision of its own (``qdoc allocation``). No file is returned then.
    Raises TemplateRefused for an office's own template that finds no value.
    """
    from dataclasses import replace

    from qdoc.render.allocation_docx import FIELDS, allocation_context, allocation_template
    from qdoc.render.letter_fields import gaps
    from qdoc.render.template_names import asked_names

    own = styles.style(ALLOCATION)
    compiled = allocation_template(own)
    options = wishes.letter(ledger.head, ALLOCATION, 1, office=office)
    if before is not None:
        marked = compiled.render(allocation_context(ledger, replace(options, date=_DAY)))
        if _date_of(before, marked) not in (None, _GAP):
            return {}, ()
    context = allocation_context(ledger, options)
    asked = FIELDS.keys() if own is None else asked_names(own, TABLE)  # the shipped one prints all that can lack
    lacking = tuple(dict.fromkeys(gaps({name: value for name, value in context.items() if name in asked})))
    return {TABLE: compiled.render(context)}, lacking


def _date_of(table: bytes, marked: bytes) -> str | None:
    """The date of ``table`` where it is else as ``marked``, in which ``_DAY`` stands for it; None where it is not."""
    try:
        ours, theirs = _parts(marked), _parts(table)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return None
    if list(ours) != list(theirs):
        return None
    dates = {""}
    for name, content in ours.items():
        pieces = [re.escape(piece) for piece in content.split(_DAY.encode())]
        found = re.fullmatch(rb"([^<>]*)".join(pieces), theirs[name], re.DOTALL)
        if found is None:
            return None
        dates |= {one.decode("utf-8", "replace") for one in found.groups()}
    return max(dates)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
