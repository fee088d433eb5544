"""Owns the reading of the register's files: corpora/*.tsv and an office's own list of units."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qdoc.errors import InputRefused
from qdoc.lexicon.registry import Lexicon
from qdoc.lexicon.units import Level, Unit
from qdoc.resources import corpus


def load_lexicon(register: Path | None = None, *, own: tuple[str, ...] = ()) -> Lexicon:
    """Read the shipped register and, where given, the office's own one (.tsv/.csv/.txt with a column ``name``).

    ``own`` gives the names of an office's register that was read already, from a workbook.

    Raises InputRefused where the own register cannot be read or has no names; the message names the file and the step.
    """
    own = _own_names(register) if register is not None else own
    duties = {row["stem"]: _parts(row["duties"]) for row in _table(corpus("duties.tsv").read_text("utf-8"))}
    units = tuple(_units(corpus("departments.tsv").read_text("utf-8")))
    return Lexicon(units, duties, own)


def _table(text: str) -> Iterator[dict[str, str]]:
    head: list[str] = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not head:
            head = cells
        else:
            yield dict(zip(head, cells, strict=False))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _units(text: str) -> Iterator[Unit]:
    for row in _table(text):
        aliases = _parts(row["aliases"])
        short = aliases[0][1:] if aliases and aliases[0].startswith("=") else ""
        for level in _parts(row["levels"]):
            yield Unit(
                key=f"{level}/{row['canonical'].replace('~', '').replace('※', '')}",
                canonical=row["canonical"],
                level=Level(level),
                since=int(row["from"]) if row["from"] else None,
                until=int(row["to"]) if row["to"] else None,
                successors=_parts(row["successors"]),
                aliases=(short, *aliases[1:]) if short else aliases,
                stem=row["stem"].strip("()"),
                source=row["source"],
                grade=row["grade"],
                short=short,
                common=not row["stem"].startswith("("),
            )


def _own_names(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputRefused(
            "单位名录读不出来",
            file=str(path),
            rule="单位名录是 UTF-8 的 .tsv 表，第一行为表头，至少有一列 name",
            hint="另存为 UTF-8 编码的制表符分隔文件后重试",
        ) from problem
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    separator = "\t" if lines and "\t" in lines[0] else ","
    head = [cell.strip() for cell in lines[0].split(separator)] if lines else []
    column = next((head.index(word) for word in ("name", "名称", "单位", "单位名称") if word in head), None)
    if column is None:
        raise InputRefused(
            "单位名录没有 name 一列",
            file=str(path),
            place="第 1 行",
            rule="第一行为表头，至少有一列 name（或 名称、单位）",
            hint="在第一行写上 name，其下每行一个单位",
        )
    names = (cells[column].strip() for line in lines[1:] if len(cells := line.split(separator)) > column)
    found = tuple(dict.fromkeys(name for name in names if name))
    if not found:
        raise InputRefused("单位名录里没有单位", file=str(path), hint="在 name 一列下每行写一个单位")
    return found
