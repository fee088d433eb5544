"""Owns reading a filled form back: the content controls of a Word document, by their keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.read.guard import parse_xml
from qdoc.returns.spelled import flat_text, spelled_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@dataclass(frozen=True, slots=True)
class FilledControl:
    """One control as it came back: its key (w:tag), its text, and whether anyone filled it in.

    A control that still shows its placeholder has no text. A tick's text is 是 where it is set, else empty.
    A date is as it shows; ``date`` is the day Word keeps beside it (YYYY-MM-DD), where it does. ``spelled``: a program
    dropped the control or its key when it saved the file, and the key was found in the hidden text around it.
    """

    key: str
    text: str
    filled: bool
    date: str = ""
    spelled: bool = False


def read_controls(document: bytes, name: str) -> tuple[FilledControl, ...]:
    """List the controls with a key in ``document`` (a part such as word/document.xml), in their order.

    A key that stands twice is listed twice: the caller decides. Controls within controls are both listed. Keys that
    stand in hidden text alone (``returns.spelled``) are listed behind them.
    Raises InputRefused for a part with a DTD or broken XML; ``name`` is the file as the user calls it.
    """
    return controls_under(parse_xml(document, name, "word/document.xml"))


def controls_under(root: _Element, flat: str | None = None) -> tuple[FilledControl, ...]:
    """List the controls with a key under ``root``, a part or an element of one, as ``read_controls`` does.

    ``flat``: its ``spelled.flat_text``, where the caller has it.
    """
    found = [made for each in root.iter(f"{_W}sdt") if (made := _control(each)) is not None]
    known = {each.key for each in found}
    lost = spelled_in(flat_text(root) if flat is None else flat, known)
    return (*found, *(FilledControl(each.key, each.text, each.filled, spelled=True) for each in lost))


def _control(element: _Element) -> FilledControl | None:
    properties, content = element.find(f"{_W}sdtPr"), element.find(f"{_W}sdtContent")
    tag = properties.find(f"{_W}tag") if properties is not None else None
    key = str(tag.get(f"{_W}val") or "") if tag is not None else ""
    if properties is None or not key:
        return None
    ticked = properties.find(f"{_W14}checkbox/{_W14}checked")
    if properties.find(f"{_W14}checkbox") is not None:
        is_set = ticked is not None and ticked.get(f"{_W14}val") in {"1", "true", "on", None}
        return FilledControl(key, "是" if is_set else "", True)
    waits = properties.find(f"{_W}showingPlcHdr")
    if waits is not None and waits.get(f"{_W}val") not in {"0", "false", "off"}:
        return FilledControl(key, "", False)
    date = properties.find(f"{_W}date")
    day = str(date.get(f"{_W}fullDate") or "")[:10] if date is not None else ""
    text = _text(content) if content is not None else ""
    return FilledControl(key, text, bool(text.strip()), day)


def _text(content: _Element) -> str:
    """The control's text as a reader sees it: paragraphs and line breaks as line ends, deletions left out."""
    lines: list[str] = [""]
    begun = False
    for each in content.iter(f"{_W}p", f"{_W}t", f"{_W}br", f"{_W}cr", f"{_W}tab"):
        if each.tag == f"{_W}p":
            lines += [""] if begun else []
            begun = True
        elif each.tag == f"{_W}t":
            lines[-1] += each.text or ""
        elif each.tag == f"{_W}tab":
            above = each.getparent()
            lines[-1] += "\t" if above is not None and above.tag == f"{_W}r" else ""
        else:
            lines.append("")
    return "\n".join(lines)
