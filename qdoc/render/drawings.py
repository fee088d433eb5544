"""Owns the frame in which a picture or a chart stands in a line: an inline drawing of a size in millimetres."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

EMU = 36_000
"""English Metric Units a millimetre (ECMA-376 part 1, 20.1.2.1)."""
TYPE_AREA_MM = 156.0
"""The width of the type area (GB/T 9704—2012, 5.2.1): nothing is made wider."""
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def inline_run(base: str, number: int, name: str, alt: str, size: tuple[int, int], uri: str, graphic: str) -> str:
    """One run with the properties ``base`` and an inline drawing of ``size`` (width and height in EMU).

    ``number`` is an id that no other drawing has; ``name`` and ``alt`` show in Word's pane and are read aloud; ``uri``
    says what kind of graphic it is, ``graphic`` is its XML.
    """
    from qdoc.render.template_values import clean_text

    shown = quoteattr(clean_text(alt))
    return (
        f"<w:r>{base}<w:drawing>"
        f'<wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:docPr id="{number}" name="{name}{number}" descr={shown}/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
