"""Owns the frame of a page that is one file: it loads nothing, and runs nothing but the script that it is given."""

from __future__ import annotations

import base64
import hashlib

from qdoc.render.review_source import plain


def framed(title: str, style: str, script: str, body: str) -> bytes:
    """A whole HTML page as UTF-8; its policy allows the one style sheet and the one script whose hashes it names.

    ``title`` is plain text; ``body`` is HTML whose texts are already escaped.
    """
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    page = (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{plain(title)}</title><style>{style}</style></head>\n"
        f"<body>{body}<script>{script}</script></body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
