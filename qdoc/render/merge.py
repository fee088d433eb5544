"""Owns the print file: letters filled from one template joined into one document, each as it is alone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from html import escape

from qdoc.render.merge_body import EMPTY_PARTS, Body, Once, closed, cut, opened, relinked, sections
from qdoc.render.merge_lists import Lists, numbered_styles, uses_style
from qdoc.render.merge_parts import DOCUMENT, DOCUMENT_LINKS, Parts, links_xml, raw_members, refusal
from qdoc.render.package import CONTENT_TYPES, DEFLATE_LEVEL, Member, lay_out, pack, write_package
from qdoc.render.page import RELATIONSHIPS, WORD

_CORE, _STYLES, _NUMBERING = "docProps/core.xml", "word/styles.xml", "word/numbering.xml"
_TITLE = re.compile(r"(<dc:title>)[^<]*(</dc:title>)")
_TOTAL = re.compile(r"\bNUMPAGES\b")
_HEADER = re.compile(r"word/(?:header|footer)[^/]*\.xml")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# What counts or hangs together over a whole document, and so cannot stand in it many times over.
_NOT_MANY = (
    ("<w:footnoteReference", "模板里有脚注，合订后编号会接着排"),
    ("<w:endnoteReference", "模板里有尾注，合订后会排到全册末尾"),
    ("<w:commentReference", "模板里有批注"),
    ("<w:sectPrChange", "模板里有未接受的版面修订"),
)


def merge_docx(letters: Iterable[bytes], title: str, name: str) -> bytes:
    """Join filled documents of one template into one file to print; the same letters give the same bytes.

    Every letter keeps its own sections, headers and footers, begins on an odd page (printed on both sides, each
    begins on a new sheet) and counts its pages from 1. Styles, numbering and settings are kept once. Only one letter
    is unpacked at a time.

    Args:
        letters: .docx files as ``Template.render`` gives them, at least one.
        title: the title in the file's properties.
        name: the template as the clerk calls it, for messages.

    Raises:
        TemplateRefused: the template has what cannot stand in a document many times; the message says what.
    """
    file = _PrintFile(name)
    for letter in letters:
        file.add(raw_members(letter))
    return file.finish(title)


class _PrintFile:
    def __init__(self, name: str) -> None:
        self._name = name
        self._once = Once()
        self._known: set[tuple[str, str]] = set()
        self._squeeze = zlib.compressobj(DEFLATE_LEVEL, zlib.DEFLATED, -15)
        self._packed: list[bytes] = []
        self._crc = self._size = 0
        self._first: dict[str, Member] = {}
        self._waiting: Body | None = None
        self._sections = 1
        self._empty: set[str] = set()

    def add(self, members: dict[str, Member]) -> None:
        body = self._cut(members)
        first = self._waiting is None
        if first:
            self._begin(members, body)
        elif body.head != self._head:
            raise refusal(self._name, "各份不是由同一个模板生成的")
        self._refuse_what_counts(body)
        links = {} if first else self._parts.take(members)
        if self._waiting is not None:
            self._write(closed(self._waiting.content, self._waiting.section))
        self._sections = max(self._sections, len(sections(body)))
        body = opened(body, self._known)
        self._empty |= {each for each in EMPTY_PARTS.values() for one in sections(body) if each in one}
        content = self._lists.content(self._once.content(relinked(body.content, links)), first=first)
        self._waiting = Body(body.head, content, relinked(body.section, links), body.tail)

    def finish(self, title: str) -> bytes:
        if self._waiting is None:
            raise ValueError("no letters")
        last = self._waiting
        self._write(last.content + last.section + last.tail)
        self._packed.append(self._squeeze.flush())
        self._add_empty_parts()
        changed = {
            CONTENT_TYPES: self._parts.types_xml(),
            DOCUMENT_LINKS: links_xml(self._parts.links),
        }
        if self._lists.changed:
            changed[_NUMBERING] = self._lists.xml()
        if _CORE in self._first:
            core = self._first[_CORE].content().decode()
            changed[_CORE] = _TITLE.sub(lambda found: f"{found[1]}{escape(title)}{found[2]}", core).encode()
        parts = {part: member for part, member in self._first.items() if part != DOCUMENT} | self._parts.added
        for part in [part for part in parts if _HEADER.fullmatch(part)]:
            changed |= self._own_total(parts[part])
        frame = lay_out(pack(part, changed[part]) if part in changed else member for part, member in parts.items())
        document = Member(DOCUMENT, b"".join(self._packed), self._crc, self._size)
        return write_package(frame, [document])

    def _cut(self, members: dict[str, Member]) -> Body:
        try:
            return cut(members[DOCUMENT].content().decode())
        except (KeyError, ValueError):
            raise refusal(self._name, "正文不是 Word 通常的写法，请用 Word 或 WPS 另存一次") from None

    def _begin(self, members: dict[str, Member], body: Body) -> None:
        if f'xmlns:w="{WORD}"' not in body.head:
            raise refusal(self._name, "正文不是 Word 通常的写法，请用 Word 或 WPS 另存一次")
        self._first, self._head = members, body.head
        self._parts = Parts(members, self._name)
        numbering = members.get(_NUMBERING)
        self._lists = Lists(numbering.content() if numbering else None)
        styles = members.get(_STYLES)
        self._numbered = numbered_styles(styles.content()) if numbering and styles else frozenset()
        self._write(body.head)

    def _refuse_what_counts(self, body: Body) -> None:
        for sign, reason in _NOT_MANY:
            if sign in body.content or sign in body.section:
                raise refusal(self._name, reason)
        style = uses_style(body.content, self._numbered)
        if style:
            raise refusal(self._name, f"段落样式“{style}”自动编号，合订后各份会接着编号（请改为段落自己的编号）")

    def _write(self, text: str) -> None:
        if "NUMPAGES" in text:
            text = _TOTAL.sub(self._total_field(), text)
        data = text.encode()
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        self._packed.append(self._squeeze.compress(data))

    def _own_total(self, member: Member) -> dict[str, bytes]:
        """A header or footer that says how many pages there are: those of the letter, not those of the file."""
        text = member.content().decode()
        return {member.name: _TOTAL.sub(self._total_field(), text).encode()} if "NUMPAGES" in text else {}

    def _total_field(self) -> str:
        if self._sections > 1:
            raise refusal(self._name, "模板印总页数（NUMPAGES）又分几节，合订后总页数不对")
        return "SECTIONPAGES"

    def _add_empty_parts(self) -> None:
        """The empty header and footer that ``opened`` named, where it named one."""
        for reference, identity in EMPTY_PARTS.items():
            kind = reference.removesuffix("Reference")
            if identity not in self._empty:
                continue
            tag = "hdr" if kind == "header" else "ftr"
            xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{tag} xmlns:w="{WORD}"><w:p/></w:{tag}>'
            part = f"word/{kind}Empty.xml"
            self._parts.add(part, pack(part, xml.encode()), f"{_TYPE}{kind}+xml")
            self._parts.link(identity, f"{RELATIONSHIPS}/{kind}", part)
