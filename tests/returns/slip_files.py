"""Owns filling in a letter's return slip as a unit would, for tests."""

from __future__ import annotations

import io
import re
import zipfile

from qdoc.ledger.form_columns import SLIP_KEY, make_tag


def tick(letter: bytes, **given: str) -> bytes:
    """``letter`` with the fields of its slip filled in by name; a box is ticked by any value."""
    out = io.BytesIO()

    def fill(found: re.Match[str]) -> str:
        value = next((text for name, text in given.items() if f'"{make_tag(SLIP_KEY, name)}"' in found[0]), None)
        if value is None:
            return found[0]
        if "w14:checkbox" in found[0]:
            return found[0].replace('<w14:checked w14:val="0"/>', '<w14:checked w14:val="1"/>')
        opened = found[0].replace("<w:showingPlcHdr/>", "")
        return re.sub(r"(<w:sdtContent>.*?<w:t[^>]*>)[^<]*", lambda text: text[1] + value, opened, count=1, flags=re.S)

    with zipfile.ZipFile(io.BytesIO(letter)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            xml = old.read(name)
            if name == "word/document.xml":
                xml = re.sub(r"<w:sdt>.*?</w:sdt>", fill, xml.decode(), flags=re.S).encode()
            new.writestr(name, xml)
    return out.getvalue()
