"""Owns who issues a pasted document: its mark, its title and its signature must name the same organ.

Where two of them differ nobody is taken: 发文机关 stays to be filled in and both names are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qdoc.draft.given import Given
from qdoc.draft.titles import title_issuer
from qdoc.model import Diagnostic, Severity

_SIGNS = re.compile(r"[\s　、，,]+")
_BETWEEN_NAMES = re.compile(r"[、，,；;]\s*")
_HINT = "请定下是哪个机关，写到“发文机关”里；标题、发文机关标志、署名应当是同一机关"


def settle_issuer(given: Given, mark: str, title: str) -> str:
    """The issuer that ``mark`` (above the title) and ``title`` name, "" where they differ (D018) or name nobody.

    Nothing is settled, and "" returned, where the draft's own field names the issuer.
    """
    named = title_issuer(title)
    if "issuer" in given.one or not (mark or named):
        return ""
    if mark and named and not (same_issuer(named, names(mark)) or _leads(mark, named)):
        _tell(given, f"标题里的发文机关是“{named}”，标题上方写的是“{mark}”，没有替您选")
        return ""
    given.issuer_read = True
    return mark if mark and (not named or len(names(mark)) > len(names(named))) else named


def check_signature(given: Given) -> None:
    """Take an issuer read off mark or title back where the text is signed by another organ (D018)."""
    issuer, signatory = given.one.get("issuer", ""), given.one.get("signatory", "")
    if given.issuer_read and issuer and signatory and not same_issuer(signatory, names(issuer)):
        _tell(given, f"标题上写的发文机关是“{issuer}”，署名是“{signatory}”，没有替您选")
        del given.one["issuer"]


def names(written: str) -> tuple[str, ...]:
    """The organs in a field, one name each."""
    return tuple(filter(None, _BETWEEN_NAMES.split(written.strip())))


def same_issuer(named: str, issuers: Iterable[str]) -> bool:
    """Whether words name the issuers: all of them, the first 等, each in full or without its province or city."""
    issuers = tuple(issuers)
    said, whole = _SIGNS.sub("", named), _SIGNS.sub("", "".join(issuers))
    first = next(iter(issuers), "")
    if "等" in said:
        return said.startswith(first) or said.partition("等")[0].endswith(first)
    if "等" in whole:
        return same_issuer(whole, names(named))
    return said.endswith(whole) or whole.endswith(said)


def _leads(mark: str, named: str) -> bool:
    """Whether the mark is of the main organ alone, as joint documents may have it (7.2.4)."""
    rest = named.removeprefix(mark)
    return rest != named and (rest[:1] in "、，, 　" or rest.startswith(mark[:2]))


def _tell(given: Given, message: str) -> None:
    given.found.append(Diagnostic("D018", Severity.WARNING, message, hint=_HINT))
