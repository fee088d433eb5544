"""Owns Word files with known slips and the reading of their corrected copies: what changes and comments come to."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from lxml import etree

from qdoc.check import Finding, check
from qdoc.check.corrections import corrections
from qdoc.check.rules import load_rules
from qdoc.check.subject import subject_of
from qdoc.check.values import Fix
from qdoc.draft import parse_draft
from qdoc.read.docx_looks import read_docx_looks
from qdoc.render.corrected_docx import AUTHOR, CorrectedDocument, corrected_docx
from qdoc.render.notice_docx import notice_docx
from tests.read.make_inputs import pack_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN, COMMENTS = "word/document.xml", "word/comments.xml"
DRAFT = """发文机关：江海市云溪区人民政府办公室
发文字号：云政办发〔2026〕12号
主送机关：各街道办事处，区政府各委、办、局
成文日期：2026年3月2日
印发日期：2026年3月3日

云溪区质量工作2026年工作要点

一、建设质量基础
建成计量实验室三个，9月15号前投入使用，选取3、4个街道试点。
二、提升服务质量
落实《关于印发《质量月活动方案》的通知》、《计量法》,组织培训，，合格率提高5-8%，不合格率降至.8%。
"""


@cache
def wrong() -> bytes:
    """Our own notice with slips in its body and its number."""
    return exchanged(notice_docx(parse_draft(DRAFT, "草稿.txt")), {MAIN: ("〔2026〕12号", "[2026]第012号")})


def exchanged(data: bytes, changes: dict[str, tuple[str, str]]) -> bytes:
    made = {name: content.decode().replace(*changes[name]).encode() if name in changes else content
            for name, content in parts(data).items()}  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in made.items():
            package.writestr(name, content)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def settled(data: bytes, gone: str) -> str:
    """The body with one kind of change taken away, the other kept, by the rules of the standard alone."""
    lines = []
    for paragraph in etree.fromstring(parts(data)[MAIN]).iter(f"{W}p"):
        texts = paragraph.iter(f"{W}t", f"{W}delText")
        kept = [one for one in texts if not any(above.tag == W + gone for above in one.iterancestors())]
        lines.append("".join(one.text or "" for one in kept))
    return "\n".join(lines)


def found(data: bytes) -> tuple[str, tuple[Finding, ...], int | None]:
    source, looks = read_docx_looks(data, "文.docx")
    subject = subject_of(source, looks=looks)
    title = next((place.start for place in subject.notice.letterhead.places if place.field == "title"), None)
    return source.text, check(subject), title


def corrected(data: bytes, **options: str) -> CorrectedDocument:
    text, findings, title = found(data)
    return corrected_docx(data, "文.docx", corrections(findings, text), title=title, **options)


def fixing(text: str, before: str, after: str, rule: str = "QD301", nth: int = 0) -> Finding:
    """A made finding that asks for ``before`` to become ``after``."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(before, at + 1)
    known = load_rules()[rule]
    return Finding(
        known, known.severity, "第1段", before, "改。", at, at + len(before), Fix(at, at + len(before), before, after)
    )


def telling(text: str, words: str, rule: str = "QD323") -> Finding:
    known = load_rules()[rule]
    at = text.index(words)
    return Finding(known, known.severity, "第1段", words, "这里不对。", at, at + len(words))


def said(data: bytes) -> list[tuple[str, str]]:
    """Each comment: the words that its range holds, and what it says."""
    root = etree.fromstring(parts(data)[MAIN])
    told = {
        one.get(f"{W}id"): "\n".join("".join(p.itertext()) for p in one.iter(f"{W}p"))
        for one in etree.fromstring(parts(data)[COMMENTS])
    }
    words: dict[str, str] = {}
    opened: list[str] = []
    for each in root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t", f"{W}delText"):
        if any(above.get(f"{W}author") == AUTHOR for above in each.iterancestors(f"{W}ins")):
            continue  # what qdoc puts in is no word of the original
        key = each.get(f"{W}id") or ""
        if each.tag == f"{W}commentRangeStart":
            opened.append(key)
            words[key] = ""
        elif each.tag == f"{W}commentRangeEnd":
            opened.remove(key)
        else:
            words |= {one: words[one] + (each.text or "") for one in opened}
    assert opened == []
    assert sorted(str(one.get(f"{W}id")) for one in root.iter(f"{W}commentReference")) == sorted(words)
    return [(words[key], told[key]) for key in words]


def run(text: str, looks: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{looks}</w:rPr>" if looks else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def body(*paragraphs: str) -> bytes:
    return pack_docx("".join(f"<w:p>{each}</w:p>" for each in paragraphs))
