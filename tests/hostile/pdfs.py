"""Owns hostile PDF files: small ones that ask for much, loops, broken and protected ones, made object by object."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from tests.read.make_inputs import make_pdf

MIB = 1024 * 1024


def pdf(*objects: bytes, root: str = "1 0 R", more: str = "") -> bytes:
    """A PDF of ``objects``, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{at:010d} 00000 n \n" for at in offsets).encode()
    out += f"trailer<</Size {len(objects) + 1}/Root {root}{more}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def stream(data: bytes, filters: str = "", more: str = "") -> bytes:
    named = f"/Filter[{filters}]" if filters else ""
    return f"<</Length {len(data)}{named}{more}>>stream\n".encode() + data + b"\nendstream"


def page(contents: bytes, *more: bytes, resources: str = "") -> bytes:
    """One page whose contents are the stream ``contents``."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{resources}>>>>".encode(),
        contents,
        *more,
    )


def _stacked(times: int) -> bytes:
    data = b"BT (x) Tj ET\n" * (20 * MIB)
    for _ in range(times):
        data = zlib.compress(data, 9)
    return page(stream(data, "/FlateDecode" * times))


def _glyphs() -> bytes:
    text = b"BT /F1 9 Tf " + b"(" + b"x" * 400_000 + b") Tj ET"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return page(stream(zlib.compress(text), "/FlateDecode"), font, resources="/Font<</F1 5 0 R>>")


def _lines() -> bytes:
    drawn = b"".join(b"%d %d m %d %d l S\n" % (n % 500, n % 800, n % 480 + 9, n % 800) for n in range(60_000))
    return page(stream(zlib.compress(drawn), "/FlateDecode"))


def _forms() -> bytes:
    form = b"q /X Do /X Do Q"
    head = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    return page(stream(b"/X Do"), stream(form, more=head), resources="/XObject<</X 5 0 R>>")


def _doubling() -> bytes:
    """Thirty forms, each drawing the next one twice."""
    forms = []
    for n in range(30):
        head = f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {6 + n} 0 R>>>>"
        forms.append(stream(b"/X Do /X Do", more=head))
    forms.append(stream(b"", more="/Type/XObject/Subtype/Form/BBox[0 0 9 9]"))
    return page(stream(b"/X Do"), *forms, resources="/XObject<</X 5 0 R>>")


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PDFS: dict[str, tuple[Callable[[], bytes], bool]] = {
    "three stacked Flate": (lambda: _stacked(3), True),
    "a page tree that is a loop": (lambda: pdf(CATALOG, b"<</Type/Pages/Count 1/Kids[2 0 R]>>"), True),
    "two trees in each other": (
        lambda: pdf(CATALOG, b"<</Type/Pages/Count 9/Kids[3 0 R]>>", b"<</Type/Pages/Count 9/Kids[2 0 R]>>"),
        True,
    ),
    "a count of a billion pages": (lambda: pdf(CATALOG, b"<</Type/Pages/Count 1000000000/Kids[]>>"), True),
    "one page 3,000 times": (
        lambda: pdf(
            CATALOG,
            b"<</Type/Pages/Count 3000/Kids[" + b"3 0 R " * 3_000 + b"]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ),
        True,
    ),
    "a form that draws itself": (_forms, False),
    "forms that double": (_doubling, True),
    "400,000 signs in one place": (_glyphs, False),
    "60,000 lines": (_lines, False),
    "a reference to itself": (lambda: pdf(b"1 0 R", b"2 0 R"), True),
    "no objects": (lambda: b"%PDF-1.7\n%%EOF", True),
    "a length of minus one": (lambda: page(b"<</Length -1>>stream\nx\nendstream"), True),
    "a page of no size": (
        lambda: pdf(CATALOG, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]>>"),
        True,
    ),
    "a page of 1e30 points": (
        lambda: pdf(CATALOG, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Page/MediaBox[0 0 1e30 1e30]>>"),
        True,
    ),
    "arrays in 50,000 nestings": (lambda: pdf(CATALOG, b"[" * 50_000 + b"]" * 50_000), True),
    "protected": (
        lambda: make_pdf(["云溪区2026年工作要点"]).replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
            + b"00" * 32
            + b">/U<"
            + b"11" * 32
            + b">>>",
        ),
        True,
    ),
    "a script and a link": (
        lambda: make_pdf(["云溪区2026年工作要点", "1.加强监管。"]).replace(
            b"/Type/Catalog",
            b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>/AA<</O<</S/URI/URI(http://127.0.0.1:9/)>>>>",
        ),
        False,
    ),
}
"""What is wrong → how it is made, and whether it must be refused."""
SLOW = (
    "three stacked Flate",
    "forms that double",
    "400,000 signs in one place",
    "60,000 lines",
    "a reference to itself",
)
"""The child works on these until it is ended, or nearly."""
