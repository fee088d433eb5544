"""Owns turning one part of a Word file into text with whole tags: split tags joined, each tag put where it acts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from qdoc.errors import LimitExceeded
from qdoc.render.template_place import ancestor, local, place_of
from qdoc.render.template_scan import RawTag, scan, stray_closings

# Noncharacters stand for tags while the XML is in work: legal in XML, never part of a document.
MARK_OPEN, MARK_CLOSE = "\ufdd0", "\ufdd1"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORD = re.compile(r"\w+")
MAX_TAGS = 4_000
"""Tags of one part; the largest shipped template has some 80."""
_SIGN = re.compile(r"\{[{%#％＃]|｛|[}%]\}")
_VISIBLE_OBJECTS = frozenset({"drawing", "pict", "object", "chart"})


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a part. ``context``: text (inside a Word run), plain (other XML text) or attribute.

    ``dress`` is the XML of the run (and paragraph) properties that a rich value takes on; ``place`` is in Word's terms.
    """

    kind: str
    scope: str
    body: str
    source: str
    place: str
    context: str = "text"
    dress: str = ""
    trim_left: bool = False
    trim_right: bool = False

    @property
    def word(self) -> str:
        """The statement's first word: for, endfor, if ...; "" for values and comments."""
        found = _WORD.match(self.body) if self.kind == "block" else None
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of a template: where (Word's terms), the tag as typed, what is wrong, and the next step."""

    code: str
    place: str
    tag: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        tag = f"标签 {self.tag}：" if self.tag else ""
        hint = f"（{self.hint}）" if self.hint else ""
        return f"{self.place}：{tag}{self.message}{hint}"


@dataclass(slots=True)
class Work:
    """A part in work: its tree, its tags in the order found, its faults. Only the healing rooms change it."""

    root: etree._Element
    label: str
    tags: list[Tag] = field(default_factory=list)
    holders: list[etree._Element] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def add(self, tag: Tag, holder: etree._Element) -> str:
        """Keep ``tag`` and the element that holds it; return the mark that stands for it in the XML."""
        self.tags.append(tag)
        self.holders.append(holder)
        return mark(len(self.tags) - 1)


def mark(index: int) -> str:
    """The characters that stand for tag number ``index``."""
    return f"{MARK_OPEN}{index}{MARK_CLOSE}"


def has_signs(text: str) -> bool:
    """Whether ``text`` may hold a tag."""
    return _SIGN.search(text) is not None


def heal(root: etree._Element, label: str) -> Work:
    """Find every tag under ``root`` and put a mark in its place, whole, in the run where it starts.

    Text that Word split over runs is read as one; formatting and what stands around the tag stay. Afterwards no
    text of the tree holds a tag; ``Work.tags`` does. Structural scopes are carried out by ``template_scopes``.
    """
    work = Work(root, label)
    for paragraph in list(root.iter("{*}p")):
        _heal_paragraph(paragraph, work)
    for element in root.iter():
        if element.text and local(element) != "t" and has_signs(element.text):
            element.text = _heal_plain(element.text, element, work, "plain")
        for key, value in element.attrib.items():
            if has_signs(str(value)):
                element.set(key, _heal_plain(str(value), element, work, "attribute"))
    return work


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    """The text elements of this paragraph alone, not of text boxes inside it."""
    return [each for each in paragraph.iter("{*}t") if ancestor(each, "p") is paragraph]


def _heal_paragraph(paragraph: etree._Element, work: Work) -> None:
    texts = _texts(paragraph)
    whole = "".join(each.text or "" for each in texts)
    if not has_signs(whole):
        return
    raws = scan(whole)
    place = place_of(paragraph, work.label)
    for sign in stray_closings(whole, raws):
        work.warnings.append(Fault("T002", place, sign, "多出的结束符号，前面没有对应的开始", "检查是否少写了“{”"))
    contents = [each.text or "" for each in texts]
    starts = [sum(len(content) for content in contents[:i]) for i in range(len(contents))]
    word_text = etree.QName(texts[0]).namespace != "http://schemas.openxmlformats.org/drawingml/2006/main"
    marks = {raw: _keep(raw, paragraph, work, place, "text" if word_text else "plain") for raw in raws}
    for raw in reversed(raws):
        _replace_range(contents, starts, raw, marks[raw])
    for element, content in zip(texts, contents, strict=True):
        if element.text != content:
            element.text = content
            if word_text:
                element.set(_XML_SPACE, "preserve")
    _dress(work, raws, texts, marks)


def _keep(raw: RawTag, holder: etree._Element, work: Work, place: str, context: str) -> str:
    if raw.fault:
        work.faults.append(Fault("T001", place, raw.source, raw.fault))
        return ""
    if raw.scope and context != "text":
        message = "{%p %}、{%tr %} 一类标签只能写在 Word 的段落里"
        work.faults.append(Fault("T003", place, raw.source, message))
        return ""
    if len(work.tags) >= MAX_TAGS:
        hint = "请删去不用的标签；一行行重复的内容请用循环"
        raise LimitExceeded("标签太多", place=place, rule=f"模板的一个部分不超过 {MAX_TAGS:,} 个标签", hint=hint)
    tag = Tag(raw.kind, raw.scope, raw.body, raw.source, place, context, "", raw.trim_left, raw.trim_right)
    return work.add(tag, holder)


def _replace_range(contents: list[str], starts: list[int], raw: RawTag, replacement: str) -> None:
    """Cut ``raw`` out of the texts (a tag may lie over several) and put ``replacement`` where it began."""
    for i in reversed(range(len(contents))):
        low, high = max(raw.start - starts[i], 0), min(raw.end - starts[i], len(contents[i]))
        begins = starts[i] <= raw.start and raw.start - starts[i] < max(len(contents[i]), 1)
        if low < high or begins:
            contents[i] = contents[i][:low] + (replacement if begins else "") + contents[i][max(high, low) :]
        if begins:
            return


def _dress(work: Work, raws: Iterable[RawTag], texts: list[etree._Element], marks: dict[RawTag, str]) -> None:
    """Give rich tags ({{r }}, {{p }}) the properties of the run and paragraph they stand in."""
    for raw in raws:
        if raw.kind != "value" or raw.scope not in {"r", "p"} or not marks[raw]:
            continue
        holder = next(each for each in texts if marks[raw] in (each.text or ""))
        run, paragraph = ancestor(holder, "r"), ancestor(holder, "p")
        dress = properties_xml(run, "rPr") + MARK_OPEN + properties_xml(paragraph, "pPr")
        index = int(marks[raw][1:-1])
        old = work.tags[index]
        work.tags[index] = Tag(old.kind, old.scope, old.body, old.source, old.place, old.context, dress)


def properties_xml(element: etree._Element | None, name: str) -> str:
    """The XML of the child ``name`` (rPr, pPr) without namespace declarations of its own; "" where there is none."""
    child = next((each for each in element if local(each) == name), None) if element is not None else None
    if child is None:
        return ""
    text = etree.tostring(child, encoding="unicode", with_tail=False)
    head, closing, rest = text.partition(">")
    words = [word for word in head.split(" ") if not word.startswith("xmlns")]
    ending = "/" if head.endswith("/") and not words[-1].endswith("/") else ""
    return " ".join(words) + ending + closing + rest


def _heal_plain(text: str, element: etree._Element, work: Work, context: str) -> str:
    place = place_of(element, work.label)
    pieces: list[str] = []
    at = 0
    for raw in scan(text):
        pieces += (text[at : raw.start], _keep(raw, element, work, place, context))
        at = raw.end
    return "".join((*pieces, text[at:]))


def has_objects(element: etree._Element) -> bool:
    """Whether ``element`` shows something besides text: a picture, a drawing, an embedded object."""
    return any(local(each) in _VISIBLE_OBJECTS for each in element.iter())
