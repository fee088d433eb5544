"""Owns the body of one letter among many in a print file: its sections, and the numbers that may stand only once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from qdoc.render.page import RELATIONSHIPS, WORD

EMPTY_PARTS = {"headerReference": "rIdEmptyHeader", "footerReference": "rIdEmptyFooter"}

_BODY = re.compile(r"<w:body(?: [^>]*)?>")
_SECTION = re.compile(r"<w:sectPr(?: [^>]*)?(?:/>|>.*?</w:sectPr>)", re.DOTALL)
_REFERENCE = re.compile(r'<w:((?:header|footer)Reference)\b[^>]*?\bw:type="(\w+)"')
_LINK = re.compile(r'((?:\br:\w+|\bo:relid)=")([^"]+)"')
_PICTURE = re.compile(r'(<\w+:docPr\b[^>]*?\bid=")\d+"')
_CONTROL = re.compile(r'<w:id w:val="-?\d+"/>')
_MARK = re.compile(r'<w:bookmark(Start|End)\b[^>]*?\bw:id="(-?\d+)"[^>]*>')
_MARK_NAME = re.compile(r'\bw:name="([^"]*)"')
_USE = re.compile(r'(\bw:anchor=")([^"]*)"|(\bw:instr="|<w:instrText(?: [^>]*)?>)([^"<]*)')
_PARAGRAPH_ID = re.compile(r' w14:(?:paraId|textId)="[^"]*"')
_LONGEST_MARK = 40  # characters of a bookmark's name in Word
# The order of CT_SectPr (ECMA-376 §17.6.17); what is not named stands where it stood.
_ORDER = (
    *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc"),
    *("pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection"),
    *("bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange"),
)
# As small as a paragraph can be: it ends a section behind a table and must not fall onto a page of its own.
_CLOSING = (
    '<w:p><w:pPr><w:pageBreakBefore w:val="0"/><w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="0" w:beforeLines="0" w:after="0" w:afterLines="0" w:line="20" w:lineRule="exact"/>'
    '<w:ind w:left="0" w:leftChars="0" w:firstLine="0" w:firstLineChars="0"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>{}</w:pPr></w:p>'
)


@dataclass(frozen=True, slots=True)
class Body:
    """A document part cut up: what stands before the body's content, the content, its last section, what follows."""

    head: str
    content: str
    section: str
    tail: str


def cut(xml: str) -> Body:
    """Cut a document part. ValueError: it has no body as Word writes one."""
    start = _BODY.search(xml)
    end = xml.rfind("</w:body>")
    if start is None or end < 0:
        raise ValueError("no body")
    content, section = xml[start.end() : end].rstrip(), ""
    if content.endswith(("</w:sectPr>", "/>")):
        at = content.rfind("<w:sectPr")
        if at >= 0 and _SECTION.fullmatch(content, at):
            content, section = content[:at].rstrip(), content[at:]
    return Body(xml[: start.end()], content, section or "<w:sectPr/>", xml[end:])


def sections(body: Body) -> list[str]:
    """The section properties of a letter, first to last."""
    inner = _SECTION.findall(body.content) if "<w:sectPr" in body.content else []
    return [*inner, body.section]


def opened(body: Body, known: set[tuple[str, str]]) -> Body:
    """Let the letter's first section begin on an odd page with the page number 1, whatever came before.

    ``known``: the kinds of header and footer that stand in this or an earlier letter; where the first section has
    none of a kind it would go on with the letter's before, so it gets an empty one. This letter's are added.
    """
    all_sections = sections(body)
    for each in all_sections:
        known.update(_REFERENCE.findall(each))
    first = all_sections[0]
    own = set(_REFERENCE.findall(first))
    new = _opened(first, tuple(sorted(known - own)))
    if len(all_sections) == 1:
        return Body(body.head, body.content, new, body.tail)
    return Body(body.head, body.content.replace(first, new, 1), body.section, body.tail)


@lru_cache(maxsize=64)
def _opened(section: str, lacking: tuple[tuple[str, str], ...]) -> str:
    root = etree.fromstring(f'<a xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}">{section}</a>')
    element = root[0]
    for name, kind in lacking:
        made = _put(element, name, once=False)
        made.set(f"{{{WORD}}}type", kind)
        made.set(f"{{{RELATIONSHIPS}}}id", EMPTY_PARTS[name])
    _put(element, "type").set(f"{{{WORD}}}val", "oddPage")
    number = _put(element, "pgNumType")
    if number.get(f"{{{WORD}}}start") is None:
        number.set(f"{{{WORD}}}start", "1")
    text = etree.tostring(root, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("</a>")]


def _put(section: etree._Element, name: str, *, once: bool = True) -> etree._Element:
    """Return the child called ``name``, made at its place in the schema's order where there is none."""
    tag = f"{{{WORD}}}{name}"
    present = section.find(tag)
    if present is not None and once:
        return present
    rank = _ORDER.index(name)
    later = {f"{{{WORD}}}{each}" for each in _ORDER[rank + 1 :]}
    at = next((index for index, child in enumerate(section) if child.tag in later), len(section))
    made = etree.Element(tag)
    section.insert(at, made)
    return made


def closed(content: str, section: str) -> str:
    """End a letter's last section inside the text, in its last paragraph where that can carry it."""
    if content.endswith("<w:p/>"):
        return f"{content[:-6]}<w:p><w:pPr>{section}</w:pPr></w:p>"
    at = max(content.rfind("<w:p>"), content.rfind("<w:p "))
    last = content[at:] if at >= 0 else ""
    own = ("<w:sectPr", "<w:pPrChange", "<w:framePr", "<w:vanish")
    if not content.endswith("</w:p>") or last.count("</w:p>") != 1 or any(sign in last for sign in own):
        return content + _CLOSING.format(section)
    inner = at + last.index(">") + 1
    if content.startswith("<w:pPr/>", inner):
        return f"{content[:inner]}<w:pPr>{section}</w:pPr>{content[inner + 8 :]}"
    if content.startswith(("<w:pPr>", "<w:pPr "), inner):
        end = content.index("</w:pPr>", inner)
        return content[:end] + section + content[end:]
    return f"{content[:inner]}<w:pPr>{section}</w:pPr>{content[inner:]}"


def relinked(text: str, links: dict[str, str]) -> str:
    """Give every relationship in ``text`` the id that it has in the print file."""
    return _LINK.sub(lambda found: f'{found[1]}{links.get(found[2], found[2])}"', text) if links else text


class Once:
    """Hands out what may stand only once in a file: ids of pictures and controls, bookmarks, paragraph ids."""

    def __init__(self) -> None:
        self._pictures = self._controls = self._marks = 0
        self._names: set[str] = set()

    def content(self, text: str) -> str:
        """The content of one letter with ids that no letter before it has."""
        if ":docPr" in text:
            text = _PICTURE.sub(self._picture, text)
        if "<w:sdtPr" in text:
            text = _CONTROL.sub(self._control, text)
        if "w14:" in text:
            text = _PARAGRAPH_ID.sub("", text)
        return self._bookmarks(text) if "<w:bookmark" in text else text

    def _picture(self, found: re.Match[str]) -> str:
        self._pictures += 1
        return f'{found[1]}{self._pictures}"'

    def _control(self, found: re.Match[str]) -> str:
        self._controls += 1
        return f'<w:id w:val="{self._controls}"/>'

    def _bookmarks(self, text: str) -> str:
        ids: dict[str, int] = {}
        names: dict[str, str] = {}

        def mark(found: re.Match[str]) -> str:
            if found[1] == "Start":
                self._marks += 1
                ids[found[2]] = self._marks
            number = ids.get(found[2], 0)
            whole = re.sub(r'\bw:id="-?\d+"', f'w:id="{number}"', found[0], count=1)
            return _MARK_NAME.sub(lambda name: f'w:name="{self._name(name[1], names)}"', whole, count=1)

        text = _MARK.sub(mark, text)
        changed = {old: new for old, new in names.items() if old != new}
        return _USE.sub(lambda found: _renamed(found, changed), text) if changed else text

    def _name(self, name: str, names: dict[str, str]) -> str:
        new, count = name, 1
        while new.casefold() in self._names:
            count += 1
            tail = f"_{count}"
            new = name[: _LONGEST_MARK - len(tail)] + tail
        self._names.add(new.casefold())
        names[name] = new
        return new


def _renamed(found: re.Match[str], names: dict[str, str]) -> str:
    if found[1]:
        return f'{found[1]}{names.get(found[2], found[2])}"'
    return found[3] + "".join(names.get(word, word) for word in re.split(r"(\s+)", found[4]))
