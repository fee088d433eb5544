"""Owns the whole look at one template before it is used: its errors, its doubts, and what a trial filling finds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import nodes

from qdoc.render.catalogue import Entry, catalogue
from qdoc.render.package import read_package
from qdoc.render.samples import fills
from qdoc.render.template_assemble import assemble
from qdoc.render.template_check import parse_alone
from qdoc.render.template_doubts import DROPPED_CODE, find_doubts
from qdoc.render.template_heal import Fault
from qdoc.render.template_open import open_parts
from qdoc.render.template_scopes import find_tags
from qdoc.render.template_trial import try_out
from qdoc.render.templates import environment, find_faults

_QUOTED = re.compile("“([^”]+)”")
_NAMES = re.compile(r"“([^”]+)”|\{\{ (?:\w+\.)?(\w+) \}\}")
_NAMING = frozenset({"T016", "T022"})  # faults whose next step names the field that was meant
_ENOUGH = 3  # fields in common, from which on a template may be said to look like one


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was found in a template. ``errors`` keep it from being filled; ``doubts`` are for the office to look at."""

    errors: tuple[Fault, ...]
    doubts: tuple[Fault, ...]


def review_template(data: bytes, name: str, entry: Entry | None) -> Reviewed:
    """Look at a template as a whole: everything that is wrong is found at once, nothing is written.

    Args:
        data: the bytes of the .docx.
        name: the file as the user calls it.
        entry: which template it is to be; None: only how its tags are written is looked at.

    Raises:
        DamagedFile, EncryptedFile, LimitExceeded: the file itself cannot be read.
    """
    errors, doubts = find_faults(data, name, entry.fields if entry is not None else None)
    if entry is None:
        return Reviewed(errors, doubts)
    doubts = (*doubts, *find_doubts(data, name, entry.fields, entry.essential))
    doubts = tuple(fault for fault in doubts if not _mended(fault, (*errors, *doubts)))
    if not errors:
        errors = try_out(data, fills(entry.name, entry.fields))
    return Reviewed(errors, doubts)


def _mended(dropped: Fault, others: tuple[Fault, ...]) -> bool:
    """Whether a field that no tag uses (T023) is one that another fault's next step puts back in its place."""
    if dropped.code != DROPPED_CODE:
        return False
    fields = set(_QUOTED.findall(dropped.message.partition("：")[0]))
    hints = (each.hint or "" for each in others if each.code in _NAMING)
    return any(fields & set(found.groups()) for hint in hints for found in _NAMES.finditer(hint))


def looks_like(data: bytes, name: str) -> Entry | None:
    """The template whose fields the tags of ``data`` name most; None where they name too few of any."""
    named: set[str] = set()
    for part in open_parts(read_package(data, name), name)[0]:
        work = find_tags(part.root, part.label)
        trees, _ = parse_alone(assemble(work).tags, environment())
        named |= {each.name for _, tree in trees for each in tree.find_all(nodes.Name) if each.ctx == "load"}
    shared = {entry.name: len(named & set(entry.fields)) for entry in catalogue().values()}
    best = max(shared, key=lambda one: shared[one])
    return catalogue()[best] if shared[best] >= _ENOUGH else None
