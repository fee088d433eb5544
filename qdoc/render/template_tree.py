"""Owns small moves in a part's tree that keep the text between elements, where marks stand."""

from __future__ import annotations

import copy

from lxml import etree


def text_of(element: etree._Element) -> str:
    """All text inside ``element``, marks included."""
    return "".join(each.text or "" for each in element.iter("{*}t"))


def erase(element: etree._Element, marks: list[str]) -> None:
    """Take ``marks`` out of the text inside ``element``."""
    for each in element.iter():
        for sign in marks:
            if each.text and sign in each.text:
                each.text = each.text.replace(sign, "")


def put_before(element: etree._Element, text: str) -> None:
    """Put ``text`` right before ``element``, behind any text that stands there."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def give_way(element: etree._Element, text: str) -> None:
    """Put ``text`` in the place of ``element``; the text behind the element stays."""
    parent = element.getparent()
    if parent is None:
        return
    put_before(element, text + (element.tail or ""))
    parent.remove(element)


def twin_of(element: etree._Element) -> etree._Element:
    """A copy of ``element`` without the text behind it."""
    twin = copy.deepcopy(element)
    twin.tail = None
    return twin
