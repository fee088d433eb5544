"""Owns the seal of a summary: from which state of which ledger it was made, and what each passage said then.

It travels as custom properties of the Word file, which Word, WPS and LibreOffice keep; so that of a file that comes
back it can be told what the clerk changed from what has changed in the ledger since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter

from qdoc.model import Cell as LedgerCell
from qdoc.model import Ledger, LedgerRow
from qdoc.parse.punctuation import fold
from qdoc.summary.pieces import Cell, Passage

PROPERTY = "qdocSummary"
_VERSION = "1"
_SIGNS = 8  # hex digits of a print: 32 bits, among some thousands of passages
_BETWEEN = "\ue000"  # a private sign: no ledger holds it
_PER_LINE = 30  # prints in one property: Word's own dialogue holds 255 signs
_NOT_PRINTED = frozenset(("summary_wording", "remark", "edited", "mark", "alternatives", "start", "end", "confirmed"))
_PRINTED = attrgetter(*(one.name for one in fields(LedgerRow) if one.name not in _NOT_PRINTED))


@dataclass(frozen=True, slots=True)
class Seal:
    """Of which plan (the start of its hash), the state of the ledger's rows, and a print of every passage and cell."""

    plan: str
    state: str
    prints: frozenset[str] = frozenset()

    def knows(self, name: str, text: str) -> bool:
        """Whether the passage or cell ``name`` said ``text`` when the file was made: nobody changed it since."""
        return print_of(name, text) in self.prints

    def had(self, slot: str) -> bool:
        """Whether the file had the passage ``slot`` when it was made; where nobody knows, it had."""
        return not self.prints or print_of(slot, "") in self.prints


@lru_cache(maxsize=65_536)  # tables say the same words again and again
def plain(text: str) -> str:
    """Return ``text`` as it counts when two are compared: no white space, each sign in one width."""
    return "".join(fold(text).split())


def print_of(name: str, text: str) -> str:
    """Return the print of what the passage or cell ``name`` says."""
    return hashlib.sha256(f"{name}\n{plain(text)}".encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]


def make_seal(ledger: Ledger, printed: Iterable[Passage]) -> Seal:
    """Return the seal of a summary of ``ledger`` that prints the passages ``printed``."""
    passages = tuple(printed)
    named = [(passage.slot, text) for passage in passages for text in (passage.text, "")]
    named += [(piece.mark, piece.text) for passage in passages for piece in passage.pieces if isinstance(piece, Cell)]
    return Seal(plan_mark(ledger), state_of(ledger), frozenset(_prints(named)))


def _prints(named: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The prints of many texts, made plain in one go: sign by sign, so that joined ones stay what they are alone."""
    whole = plain(_BETWEEN.join(text for _, text in named)).split(_BETWEEN)
    if len(whole) != len(named):  # a text holds the very sign that joins them
        whole = [plain(text) for _, text in named]
    for (name, _), text in zip(named, whole, strict=True):
        yield _hash(f"{name}\n{text}")[:_SIGNS]


def plan_mark(ledger: Ledger) -> str:
    """Return what stands for the plan of ``ledger``: its hash, of a ledger without one that of its title."""
    head = ledger.head
    return (head.plan_sha256 or _hash(f"{head.plan_title} {head.notice_title} {head.year}"))[:_SIGNS]


def state_of(ledger: Ledger) -> str:
    """Return a hash of what the rows of ``ledger`` say, without the clerk's words for the summary."""
    lines = ("\x1f".join(map(_said, _PRINTED(row))) for row in ledger.rows)
    return _hash("\x1e".join(lines))[:_SIGNS]


def _said(value: object) -> str:
    if isinstance(value, LedgerCell):
        return f"{value.value}\x1d{value.basis or ''}"
    return value if isinstance(value, str) else str(value)


def seal_properties(seal: Seal) -> tuple[tuple[str, str], ...]:
    """Return the custom properties (name, text) that carry ``seal``."""
    prints = sorted(seal.prints)
    lines = ["".join(prints[at : at + _PER_LINE]) for at in range(0, len(prints), _PER_LINE)]
    head = (PROPERTY, f"{_VERSION} {seal.plan} {seal.state} {len(prints)}")
    return (head, *((f"{PROPERTY}{number}", line) for number, line in enumerate(lines, 1)))


def read_seal(properties: Mapping[str, str]) -> Seal | None:
    """Return the seal in a file's ``properties``; None where there is none, or a later version's.

    A seal of which some prints are gone has no prints: nothing may be taken for changed because of that.
    """
    parts = properties.get(PROPERTY, "").split()
    if len(parts) != 4 or parts[0] != _VERSION:
        return None
    prints: set[str] = set()
    number = 1
    while f"{PROPERTY}{number}" in properties:
        line = properties[f"{PROPERTY}{number}"]
        prints |= {line[at : at + _SIGNS] for at in range(0, len(line), _SIGNS)}
        number += 1
    whole = str(len(prints)) == parts[3]
    return Seal(parts[1], parts[2], frozenset(prints) if whole else frozenset())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
