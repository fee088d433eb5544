"""Owns what values add to the package besides text: runs of their own, parts, relationships, content types, ids."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from contextvars import ContextVar, Token

from jinja2.nodes import Impossible
from lxml import etree

from qdoc.errors import UsageError
from qdoc.render.package import CONTENT_TYPES, RELATIONS, TYPES, Member, pack, rels_name
from qdoc.render.template_looks import dress_later

# Stand around runs that a value brings along: they leave the run in whose text they were put.
APART_OPEN, APART_CLOSE = "\ufdd3", "\ufdd4"
_RUN = re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>|<w:rPr/>)?", re.DOTALL)
_BARE = re.compile(
    r"<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?<w:t(?: [^>]*)?></w:t></w:r>$", re.DOTALL
)
_DRAWING_ID = re.compile(r'(<wp:docPr\b[^>]*?\bid=")(\d+)(?=")')
_CONTROL_ID = re.compile(r'<w:id w:val="(\d+)"')
_ROOT = re.compile(r"(?:<\?xml[^>]*\?>\s*)?<[\w:]+(?P<rest>[^>]*?)/?>")
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


class Placed:
    """A value that is more than text: a picture, a chart, a control, a link. ``runs`` says what stands in the line."""

    __slots__ = ()

    def runs(self, base: str) -> str:
        """The XML that shows the value between the runs of a paragraph; ``base``: the run properties it takes on."""
        raise NotImplementedError

    def block(self, base: str, paragraph: str) -> str:
        """The XML that shows the value as a paragraph with the properties ``paragraph``."""
        return f"<w:p>{paragraph}{self.runs(base)}</w:p>"


class NewParts:
    """What the values of one filling add to a package; entering makes it the one that values find.

    ``owner`` is the part being filled; ``apart`` whether a value put runs of its own into it; ``grown`` whether the
    package has new parts. All names and ids follow the order of use, so that the same values give the same bytes.
    """

    __slots__ = ("_ids", "_made", "_members", "_named", "_relations", "_token", "apart", "grown", "owner")

    def __init__(self, members: tuple[Member, ...]) -> None:
        self._members = members
        self.owner = ""
        self.apart = self.grown = False
        self._ids: set[int] | None = None

    def __enter__(self) -> NewParts:
        self._token: Token[NewParts | None] = _CURRENT.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        _CURRENT.reset(self._token)

    def add(self, folder: str, extension: str, content: bytes, kind: str) -> str:
        """Put a part into the package and return its name; the same content of the same kind is put in once.

        ``kind`` is the content type. Names: folder/qdoc1.extension, free in the template, in the order of use.
        """
        if not self.grown:
            self.grown = True
            self._made: dict[tuple[bytes, str], str] = {}
            self._named: dict[str, tuple[bytes, str]] = {}
            self._relations: dict[str, dict[tuple[str, str], str]] = {}
        key = (content, kind)
        if key not in self._made:
            taken = {member.name.lower() for member in self._members} | self._named.keys()
            number = 1
            while f"{folder}/qdoc{number}.{extension}" in taken:
                number += 1
            self._made[key] = f"{folder}/qdoc{number}.{extension}"
            self._named[self._made[key]] = key
        return self._made[key]

    def relate(self, target: str, kind: str, owner: str = "") -> str:
        """Relate the part being filled (or ``owner``) to the part ``target``; return the relationship's id."""
        owner = owner or self.owner
        known = self._relations.setdefault(owner, {})
        if (target, kind) not in known:
            taken = {each.get("Id") for each in self._tree(rels_name(owner))} | set(known.values())
            number = 1
            while f"rIdq{number}" in taken:
                number += 1
            known[target, kind] = f"rIdq{number}"
        return known[target, kind]

    def fresh_id(self) -> int:
        """A number that no drawing and no control of the document has."""
        if self._ids is None:
            xml = [each.content().decode("utf-8", "replace") for each in self._members if each.name.endswith(".xml")]
            self._ids = {int(found[2]) for text in xml for found in _DRAWING_ID.finditer(text)}
            self._ids |= {int(found[1]) for text in xml for found in _CONTROL_ID.finditer(text)}
            self._ids.add(0)
        number = max(self._ids) + 1 if max(self._ids) < 2**31 - 1_000_000 else 1
        while number in self._ids:
            number += 1
        self._ids.add(number)
        return number

    def set_apart(self, xml: str) -> str:
        """Let the runs that values brought leave the runs they were put in; declare the prefixes they need."""
        self.apart = False
        pieces: list[str] = []
        at, base = 0, ""
        while (start := xml.find(APART_OPEN, at)) >= 0:
            before = xml[at:start]
            opened = [*_RUN.finditer(before, max(before.rfind("<w:r>"), before.rfind("<w:r "), 0))]
            outer, base = base, (opened[0][1] or "") if opened else base
            end = xml.index(APART_CLOSE, start)
            piece = f"{before}</w:t></w:r>"
            if at:
                piece = f'<w:r>{outer}<w:t xml:space="preserve">{piece}'.removeprefix(_empty(outer))
            pieces += (_BARE.sub("", piece), dress_later(xml[start + 1 : end], base))
            at = end + 1
        if pieces:
            rest = f'<w:r>{base}<w:t xml:space="preserve">{xml[at:]}'
            xml = "".join((*pieces, rest.removeprefix(_empty(base))))
        return declared(xml) if "<w14:" in xml else xml

    def numbered(self, xml: str) -> str:
        """Give a drawing that a loop repeated an id of its own."""
        seen: set[str] = set()

        def number(found: re.Match[str]) -> str:
            again = found[2] in seen
            seen.add(found[2])
            return f"{found[1]}{self.fresh_id() if again else found[2]}"

        return _DRAWING_ID.sub(number, xml)

    def woven(self, rendered: Iterable[Member]) -> list[Member]:
        """All members of the grown package: the template's, those rendered, the new ones, and what names them."""
        members = {member.name: member for member in (*self._members, *rendered)}
        for name, (content, _) in self._named.items():
            members[name] = pack(name, content)
        for owner, relations in self._relations.items():
            name = rels_name(owner)
            root = _parsed(members[name]) if name in members else _none()
            for (target, kind), key in relations.items():
                path = posixpath.relpath(target, posixpath.dirname(owner))
                etree.SubElement(root, f"{{{RELATIONS}}}Relationship", {"Id": key, "Type": kind, "Target": path})
            members[name] = pack(name, _bytes(root))
        members[CONTENT_TYPES] = pack(CONTENT_TYPES, self._types(members[CONTENT_TYPES]))
        return list(members.values())

    def _types(self, member: Member) -> bytes:
        root = _parsed(member)
        defaults = {str(each.get("Extension")).lower(): each.get("ContentType") for each in root}
        for name, (_, kind) in self._named.items():
            extension = name.rpartition(".")[2]
            if extension == "xml" or defaults.get(extension, kind) != kind:
                etree.SubElement(root, f"{{{TYPES}}}Override", {"PartName": f"/{name}", "ContentType": kind})
            elif extension not in defaults:
                defaults[extension] = kind
                root.insert(0, etree.Element(f"{{{TYPES}}}Default", {"Extension": extension, "ContentType": kind}))
        return _bytes(root)

    def _tree(self, name: str) -> list[etree._Element]:
        return [each for member in self._members if member.name == name for each in _parsed(member)]


_CURRENT: ContextVar[NewParts | None] = ContextVar("qdoc_new_parts", default=None)


class _NotFilling(UsageError, Impossible):
    """Jinja takes it as: no constant, ask again while filling."""


def current() -> NewParts:
    """The filling under way. Raises UsageError outside one (Jinja then keeps a constant for the filling)."""
    parts = _CURRENT.get()
    if parts is None:
        raise _NotFilling("图片、图表、控件、链接和带格式的文字只能在填写模板时放入")
    return parts


def apart(xml: str) -> str:
    """Mark ``xml`` (whole runs) as what must leave the run in whose text it is put."""
    current().apart = True
    return f"{APART_OPEN}{xml}{APART_CLOSE}"


def _empty(base: str) -> str:
    return f'<w:r>{base}<w:t xml:space="preserve"></w:t></w:r>'


def _none() -> etree._Element:
    return etree.fromstring(f'<Relationships xmlns="{RELATIONS}"/>'.encode())


def _parsed(member: Member) -> etree._Element:
    return etree.fromstring(member.content(), etree.XMLParser(resolve_entities=False, no_network=True))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def declared(xml: str) -> str:
    """Declare Word 2010's prefix at the part's root and let older programs ignore it."""
    found = _ROOT.match(xml)
    if found is None:
        return xml
    rest = found["rest"]
    extra = "" if "xmlns:w14=" in rest else ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    prefix = re.search(f'xmlns:(\\w+)="{_COMPATIBILITY}"', rest)
    name = prefix[1] if prefix else "mc"
    extra += "" if prefix else f' xmlns:mc="{_COMPATIBILITY}"'
    ignored = re.search(f'{name}:Ignorable="([^"]*)"', rest)
    if ignored is None:
        extra += f' {name}:Ignorable="w14"'
    elif "w14" not in ignored[1].split():
        rest = rest.replace(ignored[0], f'{name}:Ignorable="{(ignored[1] + " w14").strip()}"')
    start, end = found.span("rest")
    return xml[:start] + rest + extra + xml[end:]
