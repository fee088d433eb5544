"""Owns pictures in a document: what kind and how large an image is, read from its first bytes, and its drawing."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from qdoc.errors import UnsupportedFormat
from qdoc.render.drawings import EMU, TYPE_AREA_MM, inline_run
from qdoc.render.page import RELATIONSHIPS
from qdoc.render.template_parts import Placed, current

_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DEFAULT_DPI = 96.0
_INCH_MM = 25.4
_HINT = "请另存为 PNG 或 JPEG 图片再用"
# JPEG markers that begin a frame and so tell its size (ITU-T T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})


@dataclass(frozen=True, slots=True)
class ImageSize:
    """What an image's head says: "png" or "jpeg", its pixels, and pixels an inch where it tells (else 96)."""

    kind: str
    width: int
    height: int
    dpi: float = _DEFAULT_DPI


@dataclass(frozen=True, slots=True)
class Picture(Placed):
    """A picture as a template's value: ``{{ 图 }}`` puts it into the line, ``{{p 图 }}`` into a paragraph.

    Args:
        data: a PNG or JPEG file. width_mm, height_mm: its size in print; of one alone follows the other, of none the
            size that the file tells (156 mm wide at most, the type area of GB/T 9704). alt: what it shows, in words.

    Raises UnsupportedFormat for anything but PNG and JPEG, or an image cut off in its head.
    """

    data: bytes
    width_mm: float | None = None
    height_mm: float | None = None
    alt: str = ""

    def __post_init__(self) -> None:
        for side in (self.width_mm, self.height_mm):
            if side is not None and not 0 < side < 1000:
                raise UnsupportedFormat(f"图片的尺寸 {side} 毫米不能使用", hint="请用大于 0、小于 1000 的毫米数")
        image_size(self.data)

    def __str__(self) -> str:
        return self.alt

    def size(self) -> tuple[int, int]:
        """Width and height in EMU."""
        image = image_size(self.data)
        width, height = self.width_mm, self.height_mm
        if width is None and height is None:
            width = min(image.width / image.dpi * _INCH_MM, TYPE_AREA_MM)
        if width is None:
            width = (height or 0.0) * image.width / image.height
        if height is None:
            height = width * image.height / image.width
        return max(round(width * EMU), 1), max(round(height * EMU), 1)

    def runs(self, base: str) -> str:
        """The run with the drawing; the image becomes a part of the package, once however often it is shown."""
        kind, parts, size = image_size(self.data).kind, current(), self.size()
        name = parts.add("word/media", "jpg" if kind == "jpeg" else "png", self.data, f"image/{kind}")
        key = parts.relate(name, f"{RELATIONSHIPS}/image")
        number = parts.fresh_id()
        graphic = (
            f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr id="{number}" name="图片{number}"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{RELATIONSHIPS}" r:embed="{key}"/><a:stretch><a:fillRect/>'
            f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{size[0]}" cy="{size[1]}"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        )
        return inline_run(base, number, "图片", self.alt, size, _PIC, graphic)


def image_size(data: bytes) -> ImageSize:
    """Read the head of a PNG or JPEG file; nothing else of the image is looked at.

    Raises UnsupportedFormat for another kind of file, or one that ends before its size is told.
    """
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
            found = _png(data)
        elif data.startswith(b"\xff\xd8\xff"):
            found = _jpeg(data)
        else:
            raise UnsupportedFormat("图片只能是 PNG 或 JPEG 文件", hint=_HINT)
    except (struct.error, IndexError) as error:
        raise UnsupportedFormat("图片不完整，读不到它的尺寸", hint="请重新取得这张图片") from error
    if not (0 < found.width <= 65_535 and 0 < found.height <= 65_535):
        raise UnsupportedFormat(f"图片的尺寸 {found.width}×{found.height} 像素不能使用", hint=_HINT)
    return found


def _png(data: bytes) -> ImageSize:
    width, height = struct.unpack_from(">2L", data, 16)
    at = 8
    while data[at + 4 : at + 8] not in {b"IDAT", b"IEND", b""}:
        length = struct.unpack_from(">L", data, at)[0]
        if data[at + 4 : at + 8] == b"pHYs":
            across, _, unit = struct.unpack_from(">2LB", data, at + 8)
            return ImageSize("png", width, height, _sensible(across * _INCH_MM / 1000 if unit == 1 else 0))
        at += length + 12
    return ImageSize("png", width, height)


def _jpeg(data: bytes) -> ImageSize:
    at, dpi = 2, _DEFAULT_DPI
    while True:
        if data[at] != 0xFF:
            raise IndexError
        marker = data[at + 1]
        if marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        length = struct.unpack_from(">H", data, at + 2)[0]
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":
            unit, across = struct.unpack_from(">BH", data, at + 11)
            dpi = _sensible(across * {1: 1.0, 2: _INCH_MM / 10}.get(unit, 0.0))
        if marker in _FRAMES:
            height, width = struct.unpack_from(">2H", data, at + 5)
            return ImageSize("jpeg", width, height, dpi)
        at += length + 2


def _sensible(dpi: float) -> float:
    return dpi if 10 <= dpi <= 10_000 else _DEFAULT_DPI
