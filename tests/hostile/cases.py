"""Owns the list of hostile inputs: each names its way in and is made when it is asked for."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.hostile import entries, packages
from tests.hostile.entries import ROOT, Entry
from tests.hostile.pdfs import PDFS, SLOW
from tests.hostile.words import BODIES, TEMPLATE_TAGS, pack_body
from tests.read.make_inputs import make_docx, make_html, make_pdf

LINES = [
    "云溪区2026年工作要点",
    "一、突出重点",
    "1.加强监管。开展检查30次。（责任单位：区市场监管局）",
    "2.建设食堂。新建社区食堂12个。（责任单位：区民政局）",
]
TEXT = "".join(line + "\n" for line in LINES)


@dataclass(frozen=True, slots=True)
class Case:
    """``make`` gives the bytes; ``refused``: whether it must end in a refusal; ``slow``: for the longer script only."""

    name: str
    entry: Entry
    file: str
    make: Callable[[], bytes]
    refused: bool = False
    slow: bool = False


@cache
def _ledger() -> bytes:
    from qdoc.ledger import build_ledger
    from qdoc.render.workbook import ledger_xlsx
    from tests.ledger.made_plans import plan

    return ledger_xlsx(build_ledger(plan()))


@cache
def _form(kind: str) -> bytes:
    from qdoc.asking import ask
    from qdoc.ledger import build_ledger
    from qdoc.render.form_docx import form_docx
    from qdoc.render.form_sheet import form_xlsx
    from tests.ledger.made_plans import plan

    form = ask(build_ledger(plan()), "2026Q1")[0]
    return form_xlsx(form) if kind == "xlsx" else form_docx(form)


@cache
def _settings() -> bytes:
    from qdoc.render.office_sheet import office_xlsx

    return office_xlsx(("区民政局",), ("各街道办事处",))


@cache
def _summary() -> bytes:
    from qdoc.summary.pieces import SLOT_MARK

    mark = f'<w:bookmarkStart w:id="1" w:name="{SLOT_MARK}x"/><w:r><w:t>甲</w:t></w:r><w:bookmarkEnd w:id="1"/>'
    return pack_body(f"<w:p>{mark}</w:p>")


def _template() -> bytes:
    return (ROOT / "templates" / "docx" / "任务交办单.docx").read_bytes()


BOOK, WORD = "xl/workbook.xml", "word/document.xml"
CONTAINERS: list[tuple[str, Entry, str, str, Callable[[], bytes]]] = [
    ("notice", entries.notice, "通知.docx", WORD, lambda: make_docx(LINES)),
    ("looks", entries.looks, "通知.docx", WORD, lambda: make_docx(LINES)),
    ("ledger", entries.ledger, "台账.xlsx", BOOK, _ledger),
    ("form.xlsx", entries.returned, "填报表.xlsx", BOOK, lambda: _form("xlsx")),
    ("form.docx", entries.returned, "填报表.docx", WORD, lambda: _form("docx")),
    ("summary", entries.returned, "总结.docx", WORD, _summary),
    ("settings", entries.settings, "单位信息.xlsx", BOOK, _settings),
    ("register", entries.register, "名录.xlsx", BOOK, _settings),
    ("manifest", entries.manifest, "分发清单.xlsx", BOOK, _settings),
    ("adopted", entries.adopted, "旧台账.xlsx", BOOK, _ledger),
    ("template", entries.template, "任务交办单.docx", WORD, _template),
]
_OFTEN = ("notice", "ledger", "form.docx", "template")  # the others share their opening with one of these
_SHORT = ("forged size", "10,000 members", "a name twice", "cut in the middle", "DTD in the main part", "macros")


def _containers() -> Iterator[Case]:
    for kind, entry, file, main, base in CONTAINERS:
        for faults, refused in ((packages.REFUSED, True), (packages.EITHER, False)):
            for name, fault in faults.items():
                slow = kind not in _OFTEN and name not in _SHORT
                if name == "no main part" and kind in ("form.docx", "summary"):
                    continue  # not told from other archives, which LibreOffice may open
                yield Case(
                    f"{kind}: {name}",
                    entry,
                    file,
                    lambda fault=fault, base=base, main=main: fault(base(), main),  # type: ignore[misc]
                    refused,
                    slow,
                )


def _words() -> Iterator[Case]:
    for name, body in BODIES.items():
        yield Case(f"notice: {name}", entries.notice, "通知.docx", lambda body=body: pack_body(body()))  # type: ignore[misc]
        yield Case(
            f"returned: {name}",
            entries.returned,
            "填报表.docx",
            lambda body=body: packages.changed(  # type: ignore[misc]
                _form("docx"), WORD, lambda xml: xml.replace(b"<w:sectPr", body().encode() + b"<w:sectPr", 1)
            ),
            slow=True,
        )


def _templates() -> Iterator[Case]:
    for name, tags in TEMPLATE_TAGS.items():
        for part in (WORD, "docProps/core.xml"):

            def make(tags: str = tags, part: str = part) -> bytes:
                inside = tags if part != WORD else f"<w:p><w:r><w:t>{tags}</w:t></w:r></w:p>"
                if part == WORD:
                    old = b"<w:sectPr"
                    return packages.changed(_template(), part, lambda xml: xml.replace(old, inside.encode() + old, 1))
                return packages.changed(
                    _template(),
                    part,
                    lambda xml: packages.into_root(xml, f"<dc:subject>{inside}</dc:subject>".encode()),
                )

            yield Case(f"template: {name} in {part}", entries.template, "任务交办单.docx", make, True)


def _texts() -> Iterator[Case]:
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5"):
        whole = TEXT.encode(codec, "replace")
        for cut in (1, 2, 3, 7, 50, len(whole) - 3, len(whole) - 2, len(whole) - 1):
            yield Case(f"text: {codec} cut at {cut}", entries.notice, "通知.txt", lambda w=whole, c=cut: w[:c])  # type: ignore[misc]
    signs = {
        "control characters": "".join(map(chr, range(32))) + "\x7f\x85\u2028",
        "right-to-left marks": "\u202e\u200f\u2066",
        "joined signs": "e" + "\u0301" * 5_000,
        "lone halves": "\\ud800",
        "zero bytes": "\0" * 500,
        "one line of a million": "甲" * 1_000_000,
        "nothing but line ends": "\r\n" * 50_000,
        "nothing but numbers": "1." * 200_000,
        "markup of the terminal": "[bold red]x[/] \x1b]0;x\x07",
    }
    for name, text in signs.items():
        yield Case(f"text: {name}", entries.notice, "通知.txt", lambda t=text: (TEXT + t + "\n" + TEXT).encode())  # type: ignore[misc]
        yield Case(f"draft: {name}", entries.draft, "文稿.txt", lambda t=text: (TEXT + t[:9_000]).encode())  # type: ignore[misc]
    yield Case(
        "draft: a script", entries.draft, "文稿.md", lambda: f"标题：<script>{TEXT}</script>{{{{ 甲 }}}}".encode()
    )


def _script() -> bytes:
    return f"标题：<script>{TEXT}</script>{{{{ 甲 }}}}".encode()


def _pages() -> Iterator[Case]:
    page = make_html(LINES).decode()
    made: dict[str, Callable[[], str]] = {
        "depth 100,000": lambda: page.replace("<body>", "<body>" + "<div>" * 100_000),
        "an entity bomb": lambda: "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + page + "&b;" * 9_000,
        "an entity on the network": lambda: packages.DTD + page + "&f;",
        "a table of 1,000 by 1,000": lambda: (
            "<html><table>" + ("<tr>" + "<td colspan=999 rowspan=999>甲" * 30) * 300 + "</table>"
        ),
        "rowspan for ever": lambda: "<html><table border=1>" + "<tr><td rowspan=1000>甲<td>乙" * 2_000 + "</table>",
        "tables in tables": lambda: "<html>" + "<table><tr><td>甲<td>乙" * 200,
        "links by the thousand": lambda: "<html><body>" + "<a href='http://127.0.0.1:9/'>甲</a>" * 50_000,
        "attributes by the thousand": lambda: "<html><body><p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">甲",
        "never closed": lambda: "<html><body><p title='" + "甲" * 500_000,
        "comments never closed": lambda: "<html><!--" * 50_000,
        "a page fetched": lambda: page.replace("<head>", "<head><base href='http://127.0.0.1:9/'><meta charset=x>"),
    }
    for name, make in made.items():
        slow = name == "attributes by the thousand"  # half a minute in the child, or until it is ended
        yield Case(f"page: {name}", entries.notice, "通知.html", lambda make=make: make().encode(), False, slow)  # type: ignore[misc]


_JSON = {"plan.json": entries.plan_json, "确认.json": entries.decisions, "历史.json": entries.history}


def _data() -> Iterator[Case]:
    deep = b'{"schema": "qdoc.plan/1", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    bad = {
        "deep": deep,
        "cut": b'{"schema": "qdoc.plan/1", "source"',
        "no object": b"[1, 2]",
        "wrong types": b'{"schema": "qdoc.plan/1", "source": 5, "tasks": "x"}',
        "GBK": "{“甲”：1}".encode("gb18030"),
        "empty": b"",
        "a number of 5,000 digits": b'{"schema": ' + b"9" * 5_000 + b"}",
        "lone half": b'{"schema": "\\ud800"}',
    }
    for name, data in bad.items():
        for file, entry in _JSON.items():
            yield Case(f"{file}: {name}", entry, file, lambda data=data: data, True)  # type: ignore[misc]
    for name, text in {
        "deep": "a = " + "[" * 50_000,
        "dots": ".".join("a" * 20_000) + " = 1",
        "a key twice": "a = 1\na = 2\n",
        "GBK": "[本单位]\n名称 = “",
    }.items():
        codec = "gb18030" if name == "GBK" else "utf-8"
        yield Case(f"qdoc.toml: {name}", entries.toml, "qdoc.toml", lambda t=text, c=codec: t.encode(c), True)  # type: ignore[misc]


def _pdfs() -> Iterator[Case]:
    for name, (make, refused) in PDFS.items():
        yield Case(f"pdf: {name}", entries.notice, "通知.pdf", make, refused, name in SLOW)
    for cut in (20, 500, 1_500):
        yield Case(f"pdf: cut at {cut}", entries.notice, "通知.pdf", lambda c=cut: make_pdf(LINES)[:c])  # type: ignore[misc]


def _others() -> Iterator[Case]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    rar = base64.b64decode("UmFyIRoHAQA=")
    heads = {
        "encrypted": ole + "EncryptedPackage\0".encode("utf-16-le") * 3,
        "xls": ole + "Workbook\0".encode("utf-16-le"),
        "rar": rar + b"\0" * 99,
        "zlib": zlib.compress(b"x" * 9_000),
        "empty": b"",
        "one byte": b"P",
        "zip head only": b"PK\x03\x04",
        "zip tail only": b"PK\x05\x06" + b"\0" * 18,
    }
    for name, data in heads.items():
        for kind, entry, file, _, _ in CONTAINERS:
            if kind in ("looks", "form.docx", "summary"):
                continue
            must = kind != "notice" or name in ("encrypted", "xls", "rar", "zip head only", "zip tail only")
            yield Case(f"{kind}: {name}", entry, file, lambda data=data: data, must)  # type: ignore[misc]


CASES = (*_containers(), *_words(), *_templates(), *_texts(), *_pages(), *_data(), *_pdfs(), *_others())
