"""Owns docs/architecture.md's table of rooms: each file's first docstring line, so that the page stays true.

Run it to write the table anew; ``--check`` says whether it is up to date.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- rooms: made by scripts/make_architecture.py -->", "<!-- end of rooms -->"
ORDER = [
    "model",
    "read",
    "parse",
    "lexicon",
    "extract",
    "ledger",
    "compare",
    "draft",
    "summary",
    "returns",
    "evaluate",
    "render",
    "store",
    "cli",
]


def first_line(path: Path) -> str:
    """What a file says it owns."""
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    line = said.split("\n\n")[0].replace("\n", " ")
    return line.removeprefix("Owns ").replace("|", "\\|")


def rooms() -> str:
    """The table of all rooms, folder by folder in the direction of data flow."""
    package = ROOT / "qdoc"
    folders = [package / name for name in ORDER]
    folders += sorted(f for f in package.iterdir() if (f / "__init__.py").exists() and f.name not in ORDER)
    parts = ["\n### `qdoc/`\n", "| file | owns |", "|---|---|"]
    parts += [f"| `{path.name}` | {first_line(path)} |" for path in sorted(package.glob("*.py"))]
    for folder in folders:
        if not folder.is_dir():
            continue
        parts += [
            f"\n### `qdoc/{folder.name}/`\n",
            first_line(folder / "__init__.py"),
            "",
            "| file | owns |",
            "|---|---|",
        ]
        parts += [f"| `{p.name}` | {first_line(p)} |" for p in sorted(folder.glob("*.py")) if p.name != "__init__.py"]
    return "\n".join(parts) + "\n"


def page() -> str:
    """The whole page with its table of rooms up to date."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{rooms()}\n{END}{after}"


if __name__ == "__main__":
    made = page()
    if "--check" in sys.argv[1:]:
        sys.exit(made != PAGE.read_text("utf-8"))
    PAGE.write_text(made, "utf-8")
