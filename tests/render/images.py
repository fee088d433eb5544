"""Owns small images for tests, written by hand: a PNG and a JPEG head of any size."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, dpi: int = 0) -> bytes:
    """A grey PNG; ``dpi`` in a pHYs chunk where given."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">L", len(content)) + body + struct.pack(">L", zlib.crc32(body))

    density = chunk(b"pHYs", struct.pack(">2LB", round(dpi / 0.0254), round(dpi / 0.0254), 1)) if dpi else b""
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    head = chunk(b"IHDR", struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + density + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg_head(width: int, height: int, dpi: int) -> bytes:
    """The head of a JPEG as far as its size."""
    jfif = b"JFIF\0\x01\x01\x01" + struct.pack(">2H", dpi, dpi) + b"\0\0"
    frame = struct.pack(">B2HB", 8, height, width, 1) + b"\x01\x11\0"
    segments = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in ((0xE0, jfif), (0xC0, frame))
    )
    return b"\xff\xd8" + segments
