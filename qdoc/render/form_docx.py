"""Owns 进展填报表.docx: a unit's form as a landscape Word table whose content controls carry the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from qdoc.asking import Form
from qdoc.parse.punctuation import full_width
from qdoc.render.fields_form import FIELDS, form_context
from qdoc.render.templates import Template
from qdoc.resources import template

FORM = "进展填报表"
TEMPLATE = f"{FORM}.docx"
__all__ = ["FIELDS", "FORM", "TEMPLATE", "form_docx", "form_template"]


def form_docx(form: Form, *, quote: Callable[[str], str] = full_width, style: Template | None = None) -> bytes:
    """Write one unit's form; the same form gives the same bytes. ``style``: a template made by ``form_template``.

    Every control's tag is one of ``ledger.form_columns``, read back by ``returns.controls``.
    """
    return (style or form_template()).render(form_context(form, quote))


def form_template(style: bytes | None = None, name: str = TEMPLATE) -> Template:
    """Compile the shipped template, or an office's own. Raises TemplateRefused."""
    return _shipped() if style is None else Template(style, name, FIELDS)


@lru_cache(maxsize=1)
def _shipped() -> Template:
    return Template(template(TEMPLATE).read_bytes(), TEMPLATE, FIELDS)
