"""Seeded templates made of the engine's own tags: each is refused with a reason or fills into a sound document."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from qdoc.errors import TemplateRefused
from qdoc.render.templates import Template
from tests.render.word_files import Block, W, part, word

# Pieces that are whole in themselves, and tags that are halves.
WHOLE = (
    "{{ a }}",
    "{{r a }}",
    "{{p a }}",
    "{{ b|length }}{{ a|加粗 }}",
    "{% if n %}甲{% else %}乙{% endif %}",
    "{% for x in b %}{{ x }}{% endfor %}",
    "{%r if n %}x{%r endif %}",
    "{%r for x in b %}{{ x }}{%r endfor %}",
    "{%p if n %}段{%p endif %}",
    "{% vm a %}",
    "{% colspan 2 %}",
    "{% cellbg a %}",
    "{%- if a -%}u{%- endif -%}",
    "{# 注 #}",
    "文",
    "¦",
    " ",
    "“",
)
HALF = (
    "{%p if a %}",
    "{%tr endfor %}",
    "{%tc for x in b %}",
    "{% endif %}",
    "{{",
    "%}",
    "{",
    "{% set q = a %}",
    "{#p x #}",
)
CONTEXT = {"a": "甲\n乙", "b": [1, 2], "n": ""}
Make = Callable[[], list[Block]]


class Maker:
    """Templates from one seed; ``rough`` of the pieces are halves."""

    def __init__(self, seed: int, rough: float) -> None:
        self.random, self.rough = random.Random(seed), rough

    def text(self) -> str:
        pick = self.random
        pieces = (pick.choice(HALF if pick.random() < self.rough else WHOLE) for _ in range(pick.randint(0, 3)))
        return "".join(pieces)

    def cell(self) -> str:
        return "¶".join(self.text() for _ in range(self.random.choice((1, 1, 1, 2, 3))))

    def around(self, inside: list[Block] | list[str] | list[list[str]], scope: str) -> list[object]:
        if self.random.random() < 0.5:
            return list(inside)
        heads = (("if n", "endif"), ("if a", "endif"), ("for x in b", "endfor"), ("for x in []", "endfor"))
        opening, closing = self.random.choice(heads)
        return [f"{{%{scope} {opening} %}}", *inside, f"{{%{scope} {closing} %}}"]

    def table(self) -> list[list[str]]:
        width, rows = self.random.randint(1, 3), []
        for _ in range(self.random.randint(1, 3)):
            cells = [self.cell() for _ in range(width)]
            if self.random.random() < 0.3:
                cells = [str(cell) for cell in self.around(cells, "tc")]
            for row in self.around([cells], "tr"):
                rows.append([row, *[""] * (width - 1)] if isinstance(row, str) else row)
        return rows  # type: ignore[return-value]

    def blocks(self, depth: int = 0) -> list[Block]:
        made: list[Block] = []
        for _ in range(self.random.randint(1, 3)):
            chance = self.random.random()
            if chance < 0.4:
                made.append(self.text())
            elif chance < 0.75:
                made.append(self.table())
            elif depth < 2:
                made += self.around(self.blocks(depth + 1), "p")  # type: ignore[arg-type]
        return made or ["x"]


def _frame() -> tuple[dict[str, bytes], str, str]:
    """An empty document's parts, and its main part before and behind the body: made once, python-docx is slow."""
    source = zipfile.ZipFile(io.BytesIO(word("x")))
    names = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml")
    xml = source.read("word/document.xml").decode()
    return {name: source.read(name) for name in names}, xml[: xml.index("<w:p>")], xml[xml.index("<w:sectPr") :]


PARTS, BEFORE, BEHIND = _frame()


def document(blocks: list[Block]) -> bytes:
    from tests.render.word_files import paragraph, table

    body = "".join(table(each) if isinstance(each, list) else paragraph(each) for each in blocks)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in PARTS.items():
            made.writestr(name, content)
        made.writestr("word/document.xml", BEFORE + body + BEHIND)
    return target.getvalue()


def faults_of(xml: str) -> list[str]:
    """What Word would not open: cells that do not end with a paragraph, bare rows and tables, text between elements."""
    root, w = etree.fromstring(xml.encode()), f"{{{W}}}"
    found = ["cell"] if any(cell[-1].tag != f"{w}p" for cell in root.iter(f"{w}tc")) else []
    found += ["table"] if any(each.find(f"{w}tr") is None for each in root.iter(f"{w}tbl")) else []
    found += ["row"] if any(each.find(f"{w}tc") is None for each in root.iter(f"{w}tr")) else []
    holders = [f"{w}{name}" for name in ("body", "p", "r", "tbl", "tr", "tc")]
    loose = [each.tag for each in root.iter(*holders) if (each.text or "").strip() or (each.tail or "").strip()]
    found += ["text between elements"] if loose else []
    found += ["paragraph in paragraph"] if any(each.getparent().tag == each.tag for each in root.iter(f"{w}p")) else []
    return found


@pytest.mark.parametrize("rough", [0.0, 0.3])
def test_any_template_is_refused_or_fills_into_a_sound_document(rough: float) -> None:
    filled = 0
    for seed in range(250):
        blocks = Maker(seed, rough).blocks()
        try:
            made = Template(document(blocks), "t.docx").render(CONTEXT)
        except TemplateRefused:
            continue
        filled += 1
        assert faults_of(part(made, "word/document.xml")) == [], blocks
    assert filled >= (60 if rough == 0 else 15), "the fuzz must reach filling"
