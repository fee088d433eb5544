"""Owns which page a document is set on: what its writer names, else what the office's settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdoc.model import Diagnostic
    from qdoc.render.page import PageProfile


def page_profile(written: str, of_office: str) -> tuple[PageProfile | None, tuple[Diagnostic, ...]]:
    """The page profile that the document names, else the office; None where neither does (the template's own then).

    The second value warns of words that name none.
    """
    from qdoc.model import Diagnostic, Severity
    from qdoc.render.page import read_profile

    words = written or of_office
    profile = read_profile(words) if words else None
    if profile is not None or not words:
        return profile, ()
    message = f"版面“{words}”不认识，按模板自己的版面排"
    hint = "可写：通行、墨线，或 上/下/左/右/行距，如 37/35/28/26/28.95（毫米，行距为磅）"
    return None, (Diagnostic("D007", Severity.WARNING, message, hint=hint),)
