"""Owns the rows of the faces that a document names: each Chinese run by name, none by a theme."""

from __future__ import annotations

from qdoc.proof.fonts_named import FontsNamed
from qdoc.proof.row import Row, exact
from qdoc.render.page import BODY_FONT, HEI_FONT, KAI_FONT, SONG_FONT, TITLE_FONT

_OURS = (TITLE_FONT, BODY_FONT, KAI_FONT, HEI_FONT, SONG_FONT)


def font_rows(fonts: FontsNamed) -> tuple[Row, ...]:
    """That every Chinese run names a face and none a theme's; an office may name faces of its own."""
    faces = "、".join(fonts.names) or "没有汉字"
    own = [name for name in fonts.names if name not in _OURS]
    named = faces + (f"（其中本单位自选 {len(own)} 种）" if own else "")
    bare = f"{len(fonts.unnamed)} 处没有写，如“{fonts.unnamed[0]}”" if fonts.unnamed else named
    themed = f"{fonts.themed} 处" if fonts.themed else "没有"
    return (
        exact("汉字字体写明", "每处都写明", bare, "5.2.2", passed=not fonts.unnamed),
        exact("主题字体", "没有", themed, "qdoc", passed=not fonts.themed),
    )
