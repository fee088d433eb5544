"""Owns keys in hidden text: what stands in a Word form whose controls, or their keys, a program has dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.ledger.form_columns import SPELLED, SPELLED_END

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off"}
_HIDE, _SHOW, _END = "\x01", "\x02", "\x03"  # around hidden words, and behind a cell: no XML text holds them
_HIDDEN = re.compile(f"{_HIDE}([^{_SHOW}]*){_SHOW}")
_KEY = re.compile(re.escape(SPELLED[0]) + r"([^\s⟦⟧]{1,64})" + re.escape(SPELLED[1]))
_VALUE = re.compile(f"{_HIDE}([^{_SHOW}]*){_SHOW}([^{_HIDE}{_END}]*)")
_BOXES = {"☐": "", "□": "", "☑": "是", "☒": "是"}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A key in hidden text, and the words up to the sign of their end; a placeholder that still shows is no words."""

    key: str
    text: str
    filled: bool


def read_spelled(root: _Element) -> tuple[Spelled, ...]:
    """List the keys that stand in hidden text under ``root`` (a part of a Word document), in their order.

    The words of a key end at the sign of the end, else at the next key or the end of the table cell. A box alone is a
    tick: 是 where it is set, else "".
    """
    flat = "".join(_pieces(root)).replace(f"{_SHOW}{_HIDE}", "")
    flat = _HIDDEN.sub(lambda found: "".join(f"{_HIDE}{key}{_SHOW}" for key in _KEY.findall(found[1])), flat)
    return tuple(_spelled(key, text) for key, text in _VALUE.findall(flat) if key != SPELLED_END)


def shown_text(element: _Element) -> str:
    """The words under ``element`` as a reader sees them: without hidden keys and without what waits to be filled in."""
    return _HIDDEN.sub("", "".join(_pieces(element))).replace(_END, "").strip("\n")


def _spelled(key: str, text: str) -> Spelled:
    words = text.strip("\n")
    if words.strip() in _BOXES:
        return Spelled(key, _BOXES[words.strip()], True)
    return Spelled(key, words, bool(words.strip()))


def _pieces(element: _Element, *, waits: bool = False) -> Iterator[str]:
    """The text under ``element`` in order, hidden words between their signs; what waits to be filled in is left out."""
    for child in element:
        if child.tag == f"{_W}r":
            text = _run_text(child)
            if _is_hidden(child):
                yield f"{_HIDE}{text}{_SHOW}"
            elif not waits:
                yield text
            continue
        if child.tag in (f"{_W}sdtPr", f"{_W}del", f"{_W}moveFrom"):
            continue
        yield from _pieces(child, waits=waits or (child.tag == f"{_W}sdt" and _waits(child)))
        yield {f"{_W}p": "\n", f"{_W}tc": _END}.get(str(child.tag), "")


def _run_text(run: _Element) -> str:
    shown = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}
    return "".join(each.text or "" if each.tag == f"{_W}t" else shown.get(str(each.tag), "") for each in run)


def _is_hidden(run: _Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in _OFF


def _waits(control: _Element) -> bool:
    placeholder = control.find(f"{_W}sdtPr/{_W}showingPlcHdr")
    return placeholder is not None and placeholder.get(f"{_W}val") not in _OFF
