"""Owns setting a Word template to a page profile before it is filled: margins, line pitch, 版记, the even last page.

Fixed figures of a .docx cannot be tags (Word would not open the file), so they are exchanged here. What an office
changed in its own template stays, except the page that it asked for by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from qdoc.render.package import lay_out, pack, read_package, write_package
from qdoc.render.page import A4, INK, STANDARD, PageProfile, footer_distance, landscape_sides, number_spacing, twips

_SPARE = 80  # twips
_DOCUMENT = "word/document.xml"
_PITCHED = (_DOCUMENT, "word/styles.xml")
_FOOTER = re.compile(r"word/footer\d*\.xml")
_SECTION = re.compile(r"<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_COLOPHON = re.compile(r'<w:p(?: [^>]*)?>(?:(?!</w:p>).)*?<v:rect [^>]*id="colophon"', re.DOTALL)
_INSET = re.compile(r'(id="colophon".*?inset="0mm,0mm,0mm,)[\d.]+mm', re.DOTALL)


def profile_of(data: bytes, name: str) -> PageProfile:
    """The page profile that the first section of a template has; STANDARD where it names none."""
    text = _document(data, name)
    found = _SECTION.search(text)
    if found is None:
        return STANDARD
    figures = [_figure(found[0], "pgMar", side) for side in ("top", "bottom", "left", "right")]
    pitch = _figure(found[0], "docGrid", "linePitch")
    top, bottom, left, right = (round((figure or 0) / 1440 * 25.4, 1) for figure in figures)
    for known in (STANDARD, INK):
        sides = (known.top, known.bottom, known.left, known.right)
        if all(abs(a - b) < 0.05 for a, b in zip(sides, (top, bottom, left, right), strict=True)):
            return known
    return PageProfile("自定", top, bottom, left, right, pitch or STANDARD.pitch)


def fit_page(data: bytes, name: str, profile: PageProfile | None, *, duplex: bool = False) -> bytes:
    """A template with the page set to ``profile`` (None: as it is) and, with ``duplex``, 版记 on an even page.

    Every section gets the margins, the grid and the place of the page number; exact lines of the old pitch the new
    one; 版记 the type area's width and, under 墨线, the half leading below its last rule. A template without a 版记
    text box called ``colophon`` keeps its last page as it is.
    """
    if profile is None and not duplex:
        return data
    old = profile_of(data, name)
    changes: dict[str, Callable[[str], str]] = {}
    members = list(read_package(data, name))
    if profile is not None and profile != old:
        changes = {part: lambda text: _repitched(text, old, profile) for part in _PITCHED}
        changes[_DOCUMENT] = lambda text: _resized(_repitched(text, old, profile), old, profile)
        spaced = number_spacing(old), number_spacing(profile)
        changes |= {each.name: lambda text: text.replace(*spaced) for each in members if _FOOTER.fullmatch(each.name)}
    made = []
    for member in members:
        change = changes.get(member.name)
        text = member.content().decode() if change or (duplex and member.name == _DOCUMENT) else None
        if text is None:
            made.append(member)
            continue
        text = change(text) if change else text
        made.append(pack(member.name, (_even_last(text) if duplex and member.name == _DOCUMENT else text).encode()))
    return write_package(lay_out(made))


def _document(data: bytes, name: str) -> str:
    return next((each.content().decode() for each in read_package(data, name) if each.name == _DOCUMENT), "")


def _figure(section: str, element: str, attribute: str) -> int | None:
    found = re.search(rf'<w:{element}\b[^>]*\bw:{attribute}="(\d+)"', section)
    return int(found[1]) if found else None


def _with(section: str, element: str, attribute: str, figure: int) -> str:
    return re.sub(rf'(<w:{element}\b[^>]*\bw:{attribute}=")\d+"', rf'\g<1>{figure}"', section)


def _repitched(text: str, old: PageProfile, new: PageProfile) -> str:
    return text.replace(f'w:line="{old.pitch}" w:lineRule="exact"', f'w:line="{new.pitch}" w:lineRule="exact"')


def _resized(text: str, old: PageProfile, new: PageProfile) -> str:
    text = _SECTION.sub(lambda found: _set_section(found[0], new), text)
    # What hangs on the type area's width: the box of 版记 and the right edge of 印发日期 in it.
    text = text.replace(f"width:{old.width / 20:g}pt", f"width:{new.width / 20:g}pt")
    text = text.replace(f'w:pos="{old.width - 280}"', f'w:pos="{new.width - 280}"')
    return _INSET.sub(rf"\g<1>{new.type_bottom - new.bottom:.2f}mm", text)


def _set_section(section: str, profile: PageProfile) -> str:
    landscape = (_figure(section, "pgSz", "w") or A4[0]) > A4[0]
    sides = landscape_sides(profile) if landscape else (profile.top, profile.right, profile.bottom, profile.left)
    for side, millimetres in zip(("top", "right", "bottom", "left"), sides, strict=True):
        section = _with(section, "pgMar", side, twips(millimetres))
    section = _with(section, "docGrid", "linePitch", profile.pitch)
    if not _fills(profile):
        section = re.sub(r'(<w:docGrid\b[^>]*) w:type="lines"', r"\1", section)
    return section if landscape else _with(section, "pgMar", "footer", footer_distance(profile))


def _fills(profile: PageProfile) -> bool:
    """Whether lines of the pitch fill the page: LibreOffice sets a grid that does not in the middle of the page."""
    height = A4[1] - twips(profile.top) - twips(profile.bottom)
    return height % profile.pitch <= _SPARE


def _even_last(text: str) -> str:
    """End the section before 版记, and begin the last one on an even page, without a number on it (7.5).

    A 信函 keeps the number: an empty first page would take over the header with the mark.
    """
    box, sections = _COLOPHON.search(text), list(_SECTION.finditer(text))
    if box is None or not sections:
        return text
    last = sections[-1][0]
    ended = f'<w:p><w:pPr><w:pStyle w:val="Spacer1"/>{last}</w:pPr></w:p>'
    alone = re.sub(r"<w:(?:header|footer)Reference\b[^>]*/>", "", last).replace("<w:titlePg/>", "")
    alone = re.sub(r"(<w:sectPr\b[^>]*>)", r'\1<w:type w:val="evenPage"/>', alone, count=1)
    if "<w:titlePg" not in last:
        alone = alone.replace("<w:docGrid", "<w:titlePg/><w:docGrid", 1)
    return text[: box.start()] + ended + text[box.start() : sections[-1].start()] + alone + text[sections[-1].end() :]
