"""Owns the ways in: for every kind of file that qdoc opens, the call that a command makes with its bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Entry = Callable[[bytes, str], object]


@cache
def _lexicon() -> object:
    from qdoc.lexicon import load_lexicon

    return load_lexicon()


def notice(data: bytes, name: str) -> object:
    """``qdoc run``: the notice to its ledger."""
    from qdoc.extract import extract
    from qdoc.ledger import build_ledger
    from qdoc.parse import parse
    from qdoc.read import read_bytes
    from qdoc.store import encode_plan

    source = read_bytes(data, name)
    plan = extract(parse(source), _lexicon())  # type: ignore[arg-type]
    encode_plan(plan)
    return build_ledger(plan, "", source.text)


def notice_text(data: bytes, name: str) -> object:
    """``qdoc parse``: the text of a notice."""
    from qdoc.read import read_bytes

    return read_bytes(data, name)


def looks(data: bytes, name: str) -> object:
    """``qdoc check``: the notice with its page and faces."""
    from qdoc.read.docx_looks import read_docx_looks

    return read_docx_looks(data, name)


def ledger(data: bytes, name: str) -> object:
    """``qdoc letters`` and all others that read 台账.xlsx."""
    from qdoc.returns import read_returned

    return read_returned(data, name)


def returned(data: bytes, name: str) -> object:
    """``qdoc collect``: a form, a slip or a summary."""
    from qdoc.cli.returned_files import read_form

    return read_form(data, name)


def workbook(data: bytes, name: str) -> object:
    """Any workbook, by the reader that takes them all."""
    from qdoc.returns.workbook import open_workbook

    return open_workbook(data, name)


def settings(data: bytes, name: str) -> object:
    """单位信息.xlsx."""
    from qdoc.returns.office import read_office

    return read_office(data, name)


def toml(data: bytes, name: str) -> object:
    """qdoc.toml."""
    from qdoc.returns.office_toml import read_office_toml

    return read_office_toml(data, name)


def register(data: bytes, name: str) -> object:
    """``--register``."""
    from qdoc.returns.register import read_register

    return read_register(data, name)


def manifest(data: bytes, name: str) -> object:
    """分发清单.xlsx."""
    from qdoc.returns.manifest import read_manifest

    return read_manifest(data, name)


def adopted(data: bytes, name: str) -> object:
    """``qdoc adopt``: a ledger made by hand."""
    from qdoc.returns.adopted import read_adopted

    return read_adopted(data, name)


def template(data: bytes, name: str) -> object:
    """``--templates``: looked at as a whole, then filled."""
    from qdoc.errors import TemplateRefused
    from qdoc.render.catalogue import catalogue
    from qdoc.render.template_review import review_template

    entry = catalogue()["任务交办单"]
    reviewed = review_template(data, name, entry)
    if reviewed.errors:
        raise TemplateRefused("\n".join(map(str, reviewed.errors)), file=name, hint="请改好模板")
    return reviewed


def draft(data: bytes, name: str) -> object:
    """``qdoc draft build``."""
    from qdoc.draft import parse_draft
    from qdoc.read import read_bytes
    from qdoc.render.notice_docx import notice_docx

    source = read_bytes(data, name)
    return notice_docx(parse_draft(source.text, name))


def plan_json(data: bytes, name: str) -> object:
    """``qdoc letters plan.json``, ``qdoc compare``."""
    from qdoc.store.codec import decode_plan

    return decode_plan(data, name)


def decisions(data: bytes, name: str) -> object:
    """确认.json."""
    from qdoc.store.confirmations import decode_confirmations

    return decode_confirmations(data, name)


def history(data: bytes, name: str) -> object:
    """历史.json."""
    from qdoc.store.history import decode_history

    return decode_history(data, name)


def draft_file(data: bytes, name: str) -> object:
    """``qdoc draft build``: a draft in Word."""
    from qdoc.returns.draft_form import read_draft_docx

    return read_draft_docx(data, name)


def proved(data: bytes, name: str) -> object:
    """``qdoc proof``: what it reads of the file itself."""
    from qdoc.proof.inspected import inspect

    return inspect(data, name)
