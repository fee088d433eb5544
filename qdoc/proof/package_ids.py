"""Owns the check of numbers that must be unique in a document: of drawings, bookmarks and content controls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from qdoc.render.page import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

W = f"{{{WORD}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def id_faults(parts: Mapping[str, _Element]) -> Iterator[str]:
    """Numbers that stand twice: drawings within a part; bookmarks' names, and content controls, within the document."""
    names: Counter[str] = Counter()
    controls: Counter[str] = Counter()
    for part, root in parts.items():
        if not part.startswith("word/") or part.endswith(".rels"):
            continue
        drawings = Counter(each.get("id", "") for each in root.iter("{*}docPr") if not _is_fallback(each))
        yield from (f"{part}：图形编号 {key} 用了 {count} 次" for key, count in drawings.items() if count > 1)
        starts = Counter(each.get(f"{W}id", "") for each in root.iter(f"{W}bookmarkStart"))
        ends = Counter(each.get(f"{W}id", "") for each in root.iter(f"{W}bookmarkEnd"))
        yield from (f"{part}：书签编号 {key} 用了 {count} 次" for key, count in starts.items() if count > 1)
        yield from (f"{part}：书签 {key} 有头无尾" for key in starts if key not in ends)
        yield from (f"{part}：书签 {key} 有尾无头" for key in ends if key not in starts)
        names.update(each.get(f"{W}name", "") for each in root.iter(f"{W}bookmarkStart"))
        controls.update(
            each.get(f"{W}val", "")
            for each in root.iter(f"{W}id")
            if each.getparent().tag == f"{W}sdtPr"  # type: ignore[union-attr]
        )
    yield from (f"书签名 {name} 用了 {count} 次" for name, count in names.items() if count > 1)
    yield from (f"内容控件编号 {key} 用了 {count} 次" for key, count in controls.items() if count > 1)


def _is_fallback(element: _Element) -> bool:
    """A drawing's twin for older programs has the same number by right."""
    return any(True for _ in element.iterancestors(_FALLBACK))
