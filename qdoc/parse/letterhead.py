"""Owns the letterhead: every official mark of the notice with the place it is printed at."""

from __future__ import annotations

import re

from qdoc.model import FieldPlace, Letterhead
from qdoc.parse.addressees import split_addressees
from qdoc.parse.annexes import listed_annexes
from qdoc.parse.dates import find_date, read_dashed
from qdoc.parse.head import Head
from qdoc.parse.joint_issuers import split_names
from qdoc.parse.layers import Layers
from qdoc.parse.punctuation import squeeze
from qdoc.parse.signature import BODY_TAIL
from qdoc.parse.view import View

_TITLE_ISSUER = re.compile(rf"(?P<body>[^《》。,]{{2,60}}?{BODY_TAIL})\s*(?:关于|印发|转发|批转)")
_COUNTED = re.compile(r"等.{1,6}(?:部门|单位|部委|委局|家)$|等$")
_CC = re.compile(r"抄送:\s*(?P<names>[^\n]{2,400})")
_ISSUED_ON = re.compile(r"印发\s*$|印发(?=\s|$)")
_FIELDS = {
    "document_number": ("文号", "发文字号"),
    "issuer": ("发布单位", "发文机关", "发布机构", "制定机关"),
    "title": ("标题", "title"),
    "dated": ("成文日期", "发文日期", "发布日期", "date"),
}


def read_letterhead(view: View, head: Head, layers: Layers, end: int) -> Letterhead:
    """Return the letterhead with places; a field that the text does not print is null.

    The notice's own title comes first; a file that holds only the plan gives the plan's title. Front matter that a
    repository put above the text serves where the text itself has nothing.
    """
    places: list[FieldPlace] = []
    text, folded = view.text, view.folded

    def place(name: str, start: int, end: int) -> str:
        quote = text[start:end]
        places.append(FieldPlace(name, quote, start, end))
        return quote

    front = {
        name: next((f for key in keys for f in view.front_matter if f.name.lower() == key), None)
        for name, keys in _FIELDS.items()
    }
    plan = layers.plans[0]
    title_span = head.title or plan.title or plan.named
    if title_span is None and front["title"] is not None:
        title_span = (front["title"].start, front["title"].end)
    title = squeeze(place("title", *title_span)) if title_span else None

    number = None
    if head.number is not None:
        number = re.sub(r"\s+", "", place("document_number", *head.number))
    elif front["document_number"] is not None:
        number = place("document_number", front["document_number"].start, front["document_number"].end).strip()

    addressees: list[str] = []
    if head.addressees is not None:
        begin, stop = head.addressees
        for a, b in split_addressees(folded[begin:stop]):
            addressees.append(squeeze(place("addressees", begin + a, begin + b)))

    signatory = dated = None
    signed = layers.signature
    if signed is not None:
        if signed.names_start < signed.names_end:
            signatory = split_names(place("signatory", signed.names_start, signed.names_end))
        place("dated", signed.date_start, signed.date_end)
        dated = signed.iso
    elif head.dated is not None:
        dated = read_dashed(place("dated", *head.dated))
    elif front["dated"] is not None:
        dated = read_dashed(folded[front["dated"].start : front["dated"].end])
        if dated:
            place("dated", front["dated"].start, front["dated"].end)

    issuer = _issuer_of_title(view, head, place) if head.title else None
    if issuer is None and head.mark is not None:
        issuer = split_names(place("issuer", *head.mark))
    if issuer is None and signatory is not None and signed is not None:
        issuer = signatory
        place("issuer", signed.names_start, signed.names_end)
    if issuer is None and front["issuer"] is not None:
        issuer = place("issuer", front["issuer"].start, front["issuer"].end).strip()

    cc: list[str] = []
    issued_on = None
    found = _CC.search(folded, max(0, end - 3000), len(folded))
    if found:
        begin, stop = found.span("names")
        dot = folded.find("。", begin, stop)
        while dot >= 0 and dot + 1 < stop and folded[dot + 1 : stop].strip() and folded.find("。", dot + 1, stop) > 0:
            dot = folded.find("。", dot + 1, stop)
        stop = dot if dot > 0 else stop
        for a, b in split_addressees(folded[begin:stop].replace("。", ",")):
            cc.append(squeeze(place("cc", begin + a, begin + b)))
    for p in view.paragraphs[-6:]:
        if _ISSUED_ON.search(folded, p.start, p.end):
            day = find_date(folded, p.start, p.end)
            if day is not None:
                issued_on = day.iso
                place("issued_on", day.start, day.end)
    annexes = tuple(place("annexes", a, b) for a, b in listed_annexes(view))
    return Letterhead(
        title, issuer, number, tuple(addressees), signatory, dated, issued_on, tuple(cc), annexes, tuple(places)
    )


def _issuer_of_title(view: View, head: Head, place: object) -> str | None:
    assert head.title is not None
    assert callable(place)
    found = _TITLE_ISSUER.match(view.folded, head.title[0], head.title[1])
    start, stop = head.title
    decree = re.match(rf"(\S{{2,30}}?(?:国务院|{BODY_TAIL}))令$", view.folded[start:stop])
    if decree:
        return str(place("issuer", start, start + decree.end(1)))
    short = re.match(r"(国务院)\s*(?:关于|印发|批转)", view.folded[start:stop])
    if short:
        return str(place("issuer", start, start + 3))
    if not found:
        return None
    begin, stop = found.span("body")
    names = view.folded[begin:stop]
    if _COUNTED.search(names) or names.startswith("关于"):
        return None
    return split_names(str(place("issuer", begin, stop)))
