"""Owns finding the office's settings: ``--settings``, else 单位信息.xlsx or qdoc.toml beside what is worked on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.deadline import within
from qdoc.cli.files import folders_there
from qdoc.errors import InputRefused

if TYPE_CHECKING:
    from qdoc.model import Office

SETTINGS = "单位信息.xlsx"
FOR_ENGINEERS = "qdoc.toml"

settings_option = click.option(
    "--settings",
    metavar="文件",
    help="本单位的设置 单位信息.xlsx（或 qdoc.toml）；不写则用台账旁边、输出文件夹里的那一份，没有就不用。",
)


def find_settings(option: str | None, *beside: Path) -> Office | None:
    """Return what the office says of itself, or None where there is no file of settings.

    ``option`` is the file named on the command line; without it the first of the folders ``beside`` (the ledger's, the
    output folder) that has one is taken: 单位信息.xlsx, else qdoc.toml. ``Office.source`` is the path as it was found
    (to be said to the clerk), ``Office.diagnostics`` what to say of it, that both files are there too.

    Raises:
        InputRefused: the file named is not there, or one that was found is unsafe or unreadable.
    """
    if option is not None:
        return read_settings(Path(option))
    for folder in folders_there(beside):
        workbook, table = folder / SETTINGS, folder / FOR_ENGINEERS
        if workbook.is_file():
            office = read_settings(workbook)
            return _both(office, table) if table.is_file() else office
        if table.is_file():
            return read_settings(table)
    return None


def read_settings(path: Path) -> Office:
    """Read one file of settings, told by its content: a workbook, else TOML. Raises InputRefused."""
    from qdoc.read.guard import OLE_MAGIC, ZIP_MAGIC
    from qdoc.read.limits import MAX_FILE_BYTES

    if path.is_dir():
        raise InputRefused("这是文件夹，不是设置文件", file=str(path), hint=f"请给出文件夹里的 {SETTINGS}")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        hint = f"请检查路径；空白的设置文件由 qdoc settings new {SETTINGS} 生成"
        raise InputRefused("找不到设置文件", file=str(path), hint=hint) from None
    if data.startswith((OLE_MAGIC, *ZIP_MAGIC)) or path.suffix.lower() != ".toml":
        from qdoc.returns.office import read_office

        with within(str(path)):
            return read_office(data, str(path))
    from qdoc.returns.office_toml import read_office_toml

    with within(str(path)):
        return read_office_toml(data, str(path))


def _both(office: Office, table: Path) -> Office:
    from qdoc.model import Diagnostic, Severity

    message = f"{table.parent / SETTINGS} 和 {table.name} 都在，只用了前者"
    said = Diagnostic("S119", Severity.WARNING, message, hint=f"请移走 {table.name}，或用 --settings 指明用哪一个")
    return replace(office, diagnostics=(*office.diagnostics, said))
