"""Owns Word files set wrong in one known way: each kind of damage to the layout, with the rule and the place."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

_MAIN = "word/document.xml"
_PARAGRAPH = re.compile(r"<w:p>.*?</w:p>|<w:p [^>]*>.*?</w:p>", re.S)
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


@dataclass(frozen=True, slots=True)
class DamagedFile:
    """A Word file with one thing set wrong. ``place``: 页面设置, 页脚, 正文 or the first words of the paragraph."""

    docx: bytes
    rule: str
    place: str


Kind = Callable[[bytes, random.Random], DamagedFile | None]


def exchanged(docx: bytes, change: Callable[[str, str], str]) -> bytes:
    """The file with its XML parts as ``change`` (name, XML) gives them back."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(out, "w") as package:
        for name in before.namelist():
            data = before.read(name)
            package.writestr(name, change(name, data.decode()).encode() if name.endswith(".xml") else data)
    return out.getvalue()


def page(rule: str, place: str, pattern: str, *after: str, part: str = _MAIN) -> Kind:
    """A kind that sets the page otherwise."""

    def damage(docx: bytes, rng: random.Random) -> DamagedFile | None:
        words = rng.choice(after)
        made = exchanged(docx, lambda name, xml: re.sub(pattern, words, xml) if re.match(part, name) else xml)
        return None if _same(made, docx) else DamagedFile(made, rule, place)

    return damage


def paragraph(rule: str, chosen: str, *, looks: str = "", run: tuple[str, ...] = ()) -> Kind:
    """A kind that sets one paragraph otherwise, of those whose words begin as ``chosen`` says."""
    regex = re.compile(chosen)

    def damage(docx: bytes, rng: random.Random) -> DamagedFile | None:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            xml = package.read(_MAIN).decode()
        found = [
            (one, words) for one in _PARAGRAPH.finditer(xml) if regex.match(words := "".join(_WORDS.findall(one[0])))
        ]
        if not found:
            return None
        match, words = rng.choice(found)
        inside = match[0]
        if looks:
            inside = inside.replace("</w:pPr>", f"{looks}</w:pPr>", 1)
        if run:
            setting = rng.choice(run)
            inside = re.sub(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?", lambda one: _run(setting, one[1] or ""), inside)
        if inside == match[0]:
            return None
        made = exchanged(
            docx, lambda name, old: old[: match.start()] + inside + old[match.end() :] if name == _MAIN else old
        )
        return DamagedFile(made, rule, words)

    return damage


def _run(setting: str, held: str) -> str:
    name = re.match(r"<(w:\w+)", setting)
    assert name is not None
    return f"<w:r><w:rPr>{re.sub(rf'<{name[1]} [^>]*/>', '', held)}{setting}</w:rPr>"


def _same(made: bytes, docx: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(made)) as one, zipfile.ZipFile(io.BytesIO(docx)) as other:
        return all(one.read(name) == other.read(name) for name in one.namelist())


_TEXT = r"(?:各单位|全年|2025年|经测算|根据|按照|为营造|为做好|部分|我局|专业)[^。]*.{12,}"
_ADDRESSED = "(?:各街道|云溪区人民政府|区市场监管局|江海市).*：$"
_TITLE = "云溪区.*关于.*的(?:通知|通报|报告|请示|批复|函)$"
_FONTS = tuple(f'<w:rFonts w:eastAsia="{name}"/>' for name in ("宋体", "黑体", "微软雅黑"))

KINDS: dict[str, Kind] = {
    "信纸": page("QD101", "页面设置", r'w:w="\d+" w:h="\d+"', 'w:w="12240" w:h="15840"', 'w:w="10318" w:h="14570"'),
    "上边距": page("QD102", "页面设置", r'w:top="\d+"', 'w:top="1440"', 'w:top="2500"'),
    "左边距": page("QD102", "页面设置", r'(<w:pgMar [^>]*)w:left="\d+"', r'\1w:left="1800"', r'\1w:left="1134"'),
    "右边距": page("QD102", "页面设置", r'(<w:pgMar [^>]*)w:right="\d+"', r'\1w:right="1800"'),
    "每页行数": page("QD110", "页面设置", r'w:linePitch="\d+"', 'w:linePitch="312"', 'w:linePitch="640"'),
    "没有页码": page("QD111", "页脚", r"<w:footerReference [^>]*/>", ""),
    "页码没有一字线": page("QD112", "页脚", "—", "", part=r"word/footer\d*\.xml"),
    "正文字体": paragraph("QD103", _TEXT, run=_FONTS),
    "正文字号": paragraph("QD104", _TEXT, run=('<w:sz w:val="28"/>', '<w:sz w:val="30"/>')),
    "标题字号": paragraph("QD105", _TITLE, run=('<w:sz w:val="36"/>', '<w:sz w:val="32"/>')),
    "标题字体": paragraph("QD105", _TITLE, run=_FONTS),
    "标题不居中": paragraph("QD106", _TITLE, looks='<w:jc w:val="left"/>'),
    "一级标题字体": paragraph("QD107", "[一二三]、", run=(_FONTS[0], _FONTS[2])),
    "二级标题字体": paragraph("QD108", "（[一二三]）", run=_FONTS),
    "首行不缩进": paragraph("QD109", _TEXT, looks='<w:ind w:firstLine="0" w:firstLineChars="0"/>'),
    "文字颜色": paragraph("QD113", _TEXT, run=('<w:color w:val="FF0000"/>', '<w:color w:val="0070C0"/>')),
    "主送不顶格": paragraph("QD114", _ADDRESSED, looks='<w:ind w:firstLine="640"/>'),
    "段前间距": paragraph("QD117", _TEXT, looks='<w:spacing w:before="240"/>'),
}  # fmt: skip
