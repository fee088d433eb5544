"""Owns taking the parts that may hold tags out of a template's package, and refusing what no template may carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from qdoc.errors import DamagedFile, LimitExceeded
from qdoc.render.package import CONTENT_TYPES, Member
from qdoc.render.template_heal import Fault
from qdoc.render.template_place import furniture_types, local, part_label

MAX_XML = 8 * 1024 * 1024
"""Bytes of XML in a template: the trees of all parts take ten times as much memory."""
_FOREIGN = ("vbaProject", "vbaData", "activeX/", ".bin")
_CHART_NUMBERS = (".xlsx",)  # the workbook behind a chart of Word's own; anything else under embeddings is an object
_INSERTED = "/aFChunk"  # a whole foreign file that Word would take in on opening
_RESAVE = "请用 Word 或 WPS 打开后另存为 .docx"
_OUTSIDE = {"image": "图片", "attachedTemplate": "附加的模板", "oleObject": "链接的对象", "frame": "框架"}
# Relationships that may leave the file: a hyperlink acts only when a reader clicks it.
_ALLOWED_OUTSIDE = ("/hyperlink",)


@dataclass(frozen=True, slots=True)
class Part:
    """A part that may hold tags: its name in the package, its label for messages, its tree."""

    name: str
    label: str
    root: etree._Element


def open_parts(members: tuple[Member, ...], file: str) -> tuple[list[Part], list[Fault]]:
    """Parse every part that may hold tags; list macros, embedded objects and outside links as faults.

    Raises LimitExceeded where there is more XML than any template has, DamagedFile where the main part is missing and
    for XML that is broken or carries a DTD (DESIGN §6, promises 3, 5 and 6).
    """
    by_name = {member.name: member for member in members}
    size = sum(member.size for member in members if member.name.endswith((".xml", ".rels")))
    if size > MAX_XML:
        raise LimitExceeded(
            f"模板里的内容有 {size / 1024 / 1024:.0f} MB",
            file=file,
            rule=f"一个模板不超过 {MAX_XML // 1024 // 1024} MB（图片不算）",
            hint="请核对是不是拿错了文件；模板里只留版式和标签，不必留填好的内容",
        )
    if "word/document.xml" not in by_name:
        raise DamagedFile("不是 Word（.docx）文件：缺少正文", file=file, hint="请用 Word 或 WPS 打开后另存为 .docx")
    _check_names(by_name, file)
    if CONTENT_TYPES in by_name and local(parse_xml(by_name[CONTENT_TYPES].content(), file, CONTENT_TYPES)) != "Types":
        raise DamagedFile(f"部件 {CONTENT_TYPES} 不是内容类型表", file=file, hint=_RESAVE)
    document = parse_xml(by_name["word/document.xml"].content(), file, "word/document.xml")
    relationships = by_name.get("word/_rels/document.xml.rels")
    rels = parse_xml(relationships.content(), file, relationships.name) if relationships else None
    furniture = furniture_types(document, rels)
    parts: list[Part] = []
    faults: list[Fault] = []
    for member in members:
        if _is_foreign(member.name):
            message = f"模板含有宏或嵌入对象（{member.name}），不会被运行，也不能带进生成的文件"
            faults.append(Fault("T030", "文件内部", "", message, "请另存为不含宏的 .docx，并删除嵌入对象"))
            continue
        if not member.name.endswith((".xml", ".rels")) or member.name == CONTENT_TYPES:
            continue
        content = member.content()
        if member.name == "word/document.xml":
            parts.append(Part(member.name, "正文", document))
            continue
        if member.name.endswith(".rels"):
            faults += _outside(content, member.name, file)
        if b"{" in content or b"\xef\xbd\x9b" in content or b"<!DOCTYPE" in content or not _utf8(content):
            parts.append(Part(member.name, part_label(member.name, furniture), parse_xml(content, file, member.name)))
    return parts, faults


def _check_names(names: Iterable[str], file: str) -> None:
    """Refuse parts whose names lead out of the package: they would be in every document made of it."""
    for name in names:
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise DamagedFile(f"部件名“{name}”指向文件以外", file=file, hint=_RESAVE)


def _is_foreign(name: str) -> bool:
    embedded = "embeddings/" in name and not name.endswith((*_CHART_NUMBERS, ".rels"))
    return embedded or any(word in name for word in _FOREIGN)


def parse_xml(content: bytes, file: str, part: str) -> etree._Element:
    """Parse one part without entities, network or comments. Raises DamagedFile for a DTD or broken XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile(f"部件 {part} 的 XML 有误", file=file, hint=_RESAVE) from error
    if b"<!DOCTYPE" in content or root.getroottree().docinfo.internalDTD is not None:
        raise DamagedFile(f"部件 {part} 含有 DTD，不予处理", file=file, rule="含 DTD 的 XML 一律拒绝", hint=_RESAVE)
    return root


def _utf8(content: bytes) -> bool:
    head = content[:200].lower()
    return b"utf-16" not in head and not content.startswith((b"\xff\xfe", b"\xfe\xff"))


def _outside(content: bytes, name: str, file: str) -> list[Fault]:
    faults = []
    for each in parse_xml(content, file, name):
        kind = each.get("Type") or ""
        if kind.endswith(_INSERTED):
            message = f"插入了别的文件（{each.get('Target')}），不能带进生成的文件"
            faults.append(
                Fault("T030", "文件内部", "", message, "请在 Word 或 WPS 中打开后另存为 .docx，内容就成为正文")
            )
        if each.get("TargetMode") == "External" and not kind.endswith(_ALLOWED_OUTSIDE):
            short = kind.rpartition("/")[2]
            message = f"引用了文件以外的内容（{_OUTSIDE.get(short, short)}：{each.get('Target')}）"
            faults.append(
                Fault("T031", "文件内部", "", message, "请改为嵌入，或在 Word“文件—信息—编辑指向文件的链接”中断开")
            )
    return faults
