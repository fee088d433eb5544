"""Owns which names a template asks for: what a context must hold to fill it."""

from __future__ import annotations

from jinja2 import TemplateSyntaxError, meta

from qdoc.render.package import read_package
from qdoc.render.template_assemble import assemble
from qdoc.render.template_open import open_parts
from qdoc.render.template_scopes import find_tags
from qdoc.render.templates import environment


def asked_names(data: bytes, name: str) -> tuple[str, ...]:
    """The names that every part of the template ``data`` takes from its context, sorted; its own ones left out.

    A part that cannot be parsed is passed over (``check_template`` says what is wrong with it). Raises DamagedFile,
    EncryptedFile or LimitExceeded where the file itself cannot be read.
    """
    one, found = environment(), set[str]()
    for part in open_parts(read_package(data, name), name)[0]:
        work = find_tags(part.root, part.label)
        try:
            found |= meta.find_undeclared_variables(one.parse(assemble(work).source))
        except TemplateSyntaxError:
            continue
    return tuple(sorted(each for each in found - set(one.globals) if not each.startswith("_") and each != "loop"))
