"""Owns the race of the letters: our engine and four others fill the same lean template, in turns, in one run.

Run: python benchmarks/bench_letters.py [letters] [items]. CPU milliseconds a letter, best of five rounds; trust the
ratios. Compiling our template is counted in. Every rival's letter is checked to say all the words before it counts.
rust-docxtpl takes the import name of docxtpl, so it runs in a venv of its own (in the user's cache folder, made on the
first run) and measures itself there, in the same rounds.

The floor is what no generator at this compression can go below in Python: str.join of the finished document's pieces
and the values, UTF-8, CRC, deflate, the zip's directory, the other members copied. Its bytes must equal ours.
"""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

from letter_case import (
    DOCUMENT,
    Context,
    contexts,
    docxtpl_template,
    mailmerge_template,
    marked,
    missing_words,
    our_template,
    rows_of,
)
from letter_rivals import RIVALS, cpu

from qdoc.render.letter_docx import ASSIGNMENT, letter_template
from qdoc.render.package import DEFLATE_LEVEL, read_package

ROUNDS = 5
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qdoc-benchmarks"
RUST = "rust-docxtpl"
WANTED = {"docxtpl": 30.0, "docx-mailmerge2": 8.0, RUST: 12.0}
MOST_FLOORS = 2.0


def ours(template: bytes, fillings: list[Context]) -> bytes:
    """Compile once (counted), fill each."""
    compiled = letter_template(ASSIGNMENT, template)
    last = b""
    for context in fillings:
        last = compiled.render(context)
    return last


class Floor:
    """A letter cut at its values, ready to be joined again with others, and the rest of its zip, ready to be copied."""

    def __init__(self, template: bytes, sample: Context) -> None:
        """Learn the pieces from the letter that our engine makes of names in place of values."""
        filled = letter_template(ASSIGNMENT, template).render(marked(sample, alike=False))
        members = read_package(filled, ASSIGNMENT)
        assert members[-1].name == DOCUMENT
        pieces = re.split("⟪([^⟫]*)⟫", members[-1].content().decode())
        self.pieces: list[str] = pieces
        self.slots = [self._slot(name) for name in pieces[1::2]]
        size = len(members[-1].packed)
        start = filled.rindex(b"PK\x03\x04" + struct.pack("<5H", 20, 0, 8, 0, 0x21))
        directory = filled[start + 30 + len(DOCUMENT) + size : -22]
        self.head, self.name = filled[:start], DOCUMENT.encode()
        self.directory, self.count = directory[: -46 - len(DOCUMENT)], len(members)

    @staticmethod
    def _slot(name: str) -> tuple[int, str]:
        row, _, field = name.rpartition("·")
        return (int(row) if row else -1), field

    def fill(self, _: bytes, fillings: list[Context]) -> bytes:
        """Join, encode, sum, deflate, lay out; nothing is escaped, looked for or decided."""
        made, pieces, slots = b"", self.pieces[:], self.slots
        for context in fillings:
            rows = rows_of(context)
            pieces[1::2] = [rows[row][field] if row >= 0 else context[field] for row, field in slots]  # type: ignore[misc]
            content = "".join(pieces).encode()
            packed = zlib.compress(content, DEFLATE_LEVEL, -15)
            facts = (20, 0, 8, 0, 0x21, zlib.crc32(content), len(packed), len(content), len(self.name), 0)
            local = struct.pack("<4s5H3L2H", b"PK\x03\x04", *facts)
            central = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, *facts, 0, 0, 0, 0, len(self.head))
            offset = len(self.head) + len(local) + len(self.name) + len(packed)
            size = len(self.directory) + len(central) + len(self.name)
            end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, self.count, self.count, size, offset, 0)
            made = b"".join((self.head, local, self.name, packed, self.directory, central, self.name, end))
        return made


def rust(folder: Path) -> tuple[Path | None, str]:
    """The Python of a venv with rust-docxtpl, or why there is none."""
    home = CACHE / RUST
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    log = folder / "pip.txt"
    with log.open("w", encoding="utf-8") as out:
        if not python.exists():
            made = subprocess.run([sys.executable, "-m", "venv", str(home)], stdout=out, stderr=out, check=False)
            if made.returncode:
                return None, "no venv could be made"
        have = subprocess.run([str(python), "-c", "import docxtpl"], stdout=out, stderr=out, check=False)
        if have.returncode:
            install = [str(python), "-m", "pip", "install", "-q", RUST]
            if subprocess.run(install, stdout=out, stderr=out, check=False).returncode:
                return None, "pip could not install it"
    return python, ""


def rust_racer(
    folder: Path, python: Path, template: bytes, fillings: list[Context]
) -> Callable[[], tuple[float, bytes]]:
    """What runs rust-docxtpl's fills in a child and takes the time that the child measured."""
    paths = [folder / name for name in ("template.docx", "contexts.json", "letter.docx")]
    paths[0].write_bytes(template)
    paths[1].write_text(json.dumps(fillings), encoding="utf-8")
    script = Path(__file__).with_name("letter_rivals.py")

    def run() -> tuple[float, bytes]:
        command = [str(python), str(script), "docxtpl", *map(str, paths)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return float(said), paths[2].read_bytes()

    return run


def main() -> int:
    """Print one line a competitor: CPU milliseconds a letter and how many times ours; 1 where a figure is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    items = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    fillings = contexts(count, items)
    few = fillings[: max(count // 10, 3)]
    template = our_template()
    floor = Floor(template, fillings[0])
    merged = letter_template(ASSIGNMENT, template).render(marked(contexts(1, 1)[0], alike=True))
    templates = {"docxtpl": docxtpl_template(), "docx-mailmerge2": mailmerge_template(merged), "python-docx": template}
    assert floor.fill(template, fillings) == ours(template, fillings), "the floor does other work than we"
    racers: dict[str, Callable[[], tuple[float, bytes]]] = {
        "qdoc": lambda: cpu(ours, template, fillings),
        "floor": lambda: cpu(floor.fill, template, fillings),
    }
    for name, fill in RIVALS.items():
        racers[name] = lambda fill=fill, data=templates[name]: cpu(fill, data, few)  # type: ignore[misc]
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as place:
        python, why = rust(Path(place))
        if python is not None:
            racers[RUST] = rust_racer(Path(place), python, templates["docxtpl"], few)
        for _ in range(ROUNDS):
            for name, run in racers.items():
                taken, letter = run()
                times.setdefault(name, []).append(taken)
                lost = missing_words(letter, fillings[-1] if name in ("qdoc", "floor") else few[-1])
                if lost:
                    raise SystemExit(f"{name} lost words, its time means nothing: {lost[:3]}")
    return report(count, items, {name: min(taken) for name, taken in times.items()}, why)


def report(count: int, items: int, best: dict[str, float], why: str) -> int:
    """Print the table and hold it to the figures wanted."""
    mine = best.pop("qdoc")
    print(f"{count} letters of {items} items; qdoc {mine:.2f} ms a letter (compiling included)")
    reached = mine <= MOST_FLOORS * best["floor"]
    for name, other in best.items():
        wanted = f"   wanted ≥ {WANTED[name]:.0f}×" if name in WANTED else ""
        reached = reached and other / mine >= WANTED.get(name, 0.0)
        print(f"{name:16} {other:8.2f} ms   {other / mine:6.1f}×{wanted}")
    if RUST not in best:
        print(f"{RUST:16} not measured: {why}")
    print(f"qdoc takes {mine / best['floor']:.2f}× the floor (wanted ≤ {MOST_FLOORS:.0f}×)")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
