"""Every Chinese sign of a filled document has a font of its own: by its run, its styles, or the document's defaults."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from qdoc.errors import TemplateRefused
from qdoc.render.template_names import asked_names
from qdoc.render.templates import Template

SHIPPED = sorted((Path(__file__).resolve().parent.parent.parent / "templates" / "docx").glob("*.docx"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


class Anything(str):
    """Whatever a template asks for: Chinese words, a record with every field, a list of two, more than any number."""

    def __getattr__(self, name: str) -> Anything:
        if name.startswith("_"):
            raise AttributeError(name)
        return Anything("示例文字")

    def __iter__(self) -> Iterator[Any]:
        return iter((Anything("示例甲"), Anything("示例乙")))

    def __gt__(self, other: object) -> bool:
        return bool(self)

    __ge__ = __lt__ = __le__ = __gt__


def fonts_missing(data: bytes) -> list[str]:
    """The text of runs with Chinese signs and no East Asian font, part by part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
        names = [name for name in archive.namelist() if re.match(r"word/(document|header|footer|footnotes)", name)]
        parts = {name: etree.fromstring(archive.read(name)) for name in names if name.endswith(".xml")}
    own = {each.get(f"{W}styleId"): each for each in styles.iter(f"{W}style")}
    usual = next(
        (key for key, each in own.items() if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default")), None
    )
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")

    def of_style(key: str | None) -> str | None:
        while key in own:
            fonts, base = own[key].find(f"{W}rPr/{W}rFonts"), own[key].find(f"{W}basedOn")
            if fonts is not None and fonts.get(f"{W}eastAsia"):
                return str(fonts.get(f"{W}eastAsia"))
            key = base.get(f"{W}val") if base is not None else None
        return None

    def font(run: etree._Element) -> str | None:
        fonts, style = run.find(f"{W}rPr/{W}rFonts"), run.find(f"{W}rPr/{W}rStyle")
        paragraph = next(each for each in run.iterancestors() if each.tag == f"{W}p")
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        return (
            (fonts.get(f"{W}eastAsia") if fonts is not None else None)
            or of_style(style.get(f"{W}val") if style is not None else None)
            or of_style(named.get(f"{W}val") if named is not None else usual)
            or (default.get(f"{W}eastAsia") if default is not None else None)
        )

    missing = []
    for name, root in parts.items():
        for run in root.iter(f"{W}r"):
            text = "".join(each.text or "" for each in run.findall(f"{W}t"))
            if _CHINESE.search(text) and not font(run):
                missing.append(f"{name}: {text}")
    return missing


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_chinese_run_of_a_filled_template_names_its_font(path: Path) -> None:
    data = path.read_bytes()
    template = Template(data, path.name)
    names = asked_names(data, path.name)
    filled = 0
    for value in (Anything("示例文字"), Anything()):  # what a condition shows, and what it leaves
        try:
            made = template.render(dict.fromkeys(names, value))
        except TemplateRefused:
            continue
        filled += 1
        assert fonts_missing(made) == []
    assert filled


def test_the_check_itself_finds_a_run_without_a_font() -> None:
    from tests.render.word_files import word

    made = Template(word("{{ a }}"), "t.docx").render({"a": "无字体"})
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            target.writestr(name, re.sub(rb"<w:rFonts[^>]*/>", b"", source.read(name)))
    assert fonts_missing(bare.getvalue()) == ["word/document.xml: 无字体"]
