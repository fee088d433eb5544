"""Owns keys in hidden text: what stands in a Word form whose controls, or their keys, a program has dropped."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.ledger.form_columns import SPELLED, SPELLED_END

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUN, _WORDS, _LOOKS, _CONTROL = f"{_W}r", f"{_W}t", f"{_W}rPr", f"{_W}sdt"
_WITHOUT_WORDS = {f"{_W}{name}" for name in ("sdtPr", "del", "moveFrom", "pPr", "tcPr", "trPr", "tblPr", "tblGrid")}
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}
_OFF = {"0", "false", "off"}
_HIDE, _SHOW, _END = "\x01", "\x02", "\x03"  # around hidden words, and behind a cell: no XML text holds them
_HIDDEN = re.compile(f"{_HIDE}([^{_SHOW}]*){_SHOW}")
_ENDS = {f"{_W}p": "\n", f"{_W}tc": _END}
_KEY = re.compile(re.escape(SPELLED[0]) + r"([^\s⟦⟧]{1,64})" + re.escape(SPELLED[1]))
_VALUE = re.compile(f"{_HIDE}([^{_SHOW}]*){_SHOW}([^{_HIDE}{_END}]*)")
_BOXES = {"☐": "", "□": "", "☑": "是", "☒": "是"}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A key in hidden text, and the words up to the sign of their end; a placeholder that still shows is no words."""

    key: str
    text: str
    filled: bool


def flat_text(root: _Element) -> str:
    """Return the words under ``root`` with signs around the hidden ones: what the functions below read, made once."""
    pieces: list[str] = []
    _gather(root, pieces, waits=False)
    return "".join(pieces)


def read_spelled(root: _Element) -> tuple[Spelled, ...]:
    """List the keys that stand in hidden text under ``root`` (a part of a Word document), in their order.

    The words of a key end at the sign of the end, else at the next key or the end of the table cell. A box alone is a
    tick: 是 where it is set, else "".
    """
    return spelled_in(flat_text(root))


def spelled_in(flat: str, known: Set[str] = frozenset()) -> tuple[Spelled, ...]:
    """List the keys as ``read_spelled`` does, from a ``flat_text``; () where all of them are ``known``."""
    flat = flat.replace(f"{_SHOW}{_HIDE}", "")
    if all(key == SPELLED_END or key in known for key in _KEY.findall(flat)):
        return ()
    flat = _HIDDEN.sub(lambda found: "".join(f"{_HIDE}{key}{_SHOW}" for key in _KEY.findall(found[1])), flat)
    found = (_spelled(key, text) for key, text in _VALUE.findall(flat) if key != SPELLED_END)
    return tuple(each for each in found if each.key not in known)


def shown_text(element: _Element) -> str:
    """The words under ``element`` as a reader sees them: without hidden keys and without what waits to be filled in."""
    return shown_in(flat_text(element))


def shown_in(flat: str) -> str:
    """The words of a ``flat_text`` as a reader sees them."""
    return _HIDDEN.sub("", flat).replace(_END, "").strip("\n")


def _spelled(key: str, text: str) -> Spelled:
    words = text.strip("\n")
    if words.strip() in _BOXES:
        return Spelled(key, _BOXES[words.strip()], True)
    return Spelled(key, words, bool(words.strip()))


def _gather(element: _Element, pieces: list[str], *, waits: bool) -> None:
    """Add the text under ``element`` in order, hidden words between their signs, without what waits to be filled in."""
    for child in element:
        tag = child.tag
        if tag == _RUN:
            text, hidden = _run(child)
            if hidden:
                pieces.append(f"{_HIDE}{text}{_SHOW}")
            elif not waits:
                pieces.append(text)
        elif tag not in _WITHOUT_WORDS:
            _gather(child, pieces, waits=waits or (tag == _CONTROL and _waits(child)))
            if tag in _ENDS:
                pieces.append(_ENDS[tag])


def _run(run: _Element) -> tuple[str, bool]:
    """The words of a run, and whether they are hidden."""
    text, hidden = "", False
    for each in run:
        if each.tag == _WORDS:
            text += each.text or ""
        elif each.tag == _LOOKS:
            vanish = each.find(f"{_W}vanish")
            hidden = hidden or (vanish is not None and vanish.get(f"{_W}val") not in _OFF)
        else:
            text += _SIGNS.get(str(each.tag), "")
    return text, hidden


def _waits(control: _Element) -> bool:
    placeholder = control.find(f"{_W}sdtPr/{_W}showingPlcHdr")
    return placeholder is not None and placeholder.get(f"{_W}val") not in _OFF
