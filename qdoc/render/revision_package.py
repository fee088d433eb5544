"""Owns the Word package of a revision: the official page's parts around a body that was made in code, and comments."""

from __future__ import annotations

from xml.sax.saxutils import escape

from qdoc.render.package import CONTENT_TYPES, RELATIONS, TYPES, lay_out, pack, write_package
from qdoc.render.page import RELATIONSHIPS, WORD, PageProfile, page_number_footer, section_properties
from qdoc.render.page_styles import font_table_part, settings_part, styles_part, theme_part

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
# name of the part → (its type of relationship, content type)
_PARTS = {
    "styles.xml": ("styles", f"{_KINDS}styles+xml"),
    "settings.xml": ("settings", f"{_KINDS}settings+xml"),
    "fontTable.xml": ("fontTable", f"{_KINDS}fontTable+xml"),
    "theme/theme1.xml": ("theme", _THEME_TYPE),
    "footer1.xml": ("footer", f"{_KINDS}footer+xml"),
    "footer2.xml": ("footer", f"{_KINDS}footer+xml"),
    "comments.xml": ("comments", f"{_KINDS}comments+xml"),
}


def revision_package(title: str, body: str, comments: str, profile: PageProfile) -> bytes:
    """A .docx on the official page.

    Args:
        title: the document's title in its properties.
        body: the paragraphs' XML.
        comments: the w:comment elements, "" where there are none.
        profile: margins and line pitch.

    Returns:
        The package; the same input gives the same bytes.
    """
    parts = {
        "styles.xml": styles_part(profile),
        "settings.xml": settings_part(),
        "fontTable.xml": font_table_part(),
        "theme/theme1.xml": theme_part(),
        "footer1.xml": _DECLARATION + page_number_footer("odd", profile=profile),
        "footer2.xml": _DECLARATION + page_number_footer("even", profile=profile),
    }
    if comments:
        parts["comments.xml"] = f'{_DECLARATION}<w:comments xmlns:w="{WORD}">{comments}</w:comments>'
    keys = {name: f"rId{number}" for number, name in enumerate(parts, 1)}
    footers = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{keys[name]}"/>'
        for kind, name in (("default", "footer1.xml"), ("even", "footer2.xml"))
    )
    section = section_properties(profile, references=footers)
    document = (
        f'{_DECLARATION}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}"><w:body>{body}{section}</w:body>'
        "</w:document>"
    )
    made = {
        CONTENT_TYPES: _content_types(parts),
        "_rels/.rels": _relations(
            {"rId1": (f"{RELATIONSHIPS}/officeDocument", "word/document.xml"), "rId2": (_CORE, "docProps/core.xml")}
        ),
        "docProps/core.xml": _core(title),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            {keys[name]: (f"{RELATIONSHIPS}/{_PARTS[name][0]}", name) for name in parts}
        ),
    }
    made |= {f"word/{name}": xml for name, xml in parts.items()}
    return write_package(lay_out(pack(name, xml.encode()) for name, xml in made.items()))


def _content_types(parts: dict[str, str]) -> str:
    known = {f"/word/{name}": _PARTS[name][1] for name in parts}
    known |= {"/word/document.xml": f"{_KINDS}document.main+xml", "/docProps/core.xml": _CORE_TYPE}
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in known.items())
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_DECLARATION}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, (kind, to) in targets.items())
    return f'{_DECLARATION}<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        f'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "</cp:coreProperties>"
    )
