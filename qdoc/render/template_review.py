"""Owns the whole look at one template before it is used: its errors, its doubts, and what a trial filling finds."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import nodes

from qdoc.render.catalogue import Entry, catalogue
from qdoc.render.package import read_package
from qdoc.render.samples import fills
from qdoc.render.template_assemble import assemble
from qdoc.render.template_check import parse_alone
from qdoc.render.template_doubts import find_doubts
from qdoc.render.template_heal import Fault, heal
from qdoc.render.template_open import open_parts
from qdoc.render.template_scopes import carry_out
from qdoc.render.template_trial import try_out
from qdoc.render.templates import environment, find_faults

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
    if not errors:
        errors = try_out(data, fills(entry.name, entry.fields))
    return Reviewed(errors, doubts)


def looks_like(data: bytes, name: str) -> Entry | None:
    """The template whose fields the tags of ``data`` name most; None where they name too few of any."""
    named: set[str] = set()
    for part in open_parts(read_package(data, name), name)[0]:
        work = heal(part.root, part.label)
        carry_out(work)
        trees, _ = parse_alone(assemble(work).tags, environment())
        named |= {each.name for _, tree in trees for each in tree.find_all(nodes.Name) if each.ctx == "load"}
    shared = {entry.name: len(named & set(entry.fields)) for entry in catalogue().values()}
    best = max(shared, key=lambda one: shared[one])
    return catalogue()[best] if shared[best] >= _ENOUGH else None
