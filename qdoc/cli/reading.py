"""Owns the way from a file name (or ``-``) to a plan, shared by the commands that read a notice."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.deadline import SECONDS, within
from qdoc.errors import InputRefused, LimitExceeded

if TYPE_CHECKING:
    from qdoc.cli.terminal import Steps
    from qdoc.model import Notice, Office, Plan, SourceText

STDIN_NAME = "标准输入"
MAX_OBLIGATIONS = 19_000
"""A ledger of more rows could not be read again (20,000 rows a sheet)."""

notice_argument = click.argument("notice", metavar="通知")
register_option = click.option(
    "--register",
    metavar="文件",
    help="本单位的名录，先用它认单位：.xlsx 或 UTF-8 的 .tsv，有“单位”或“名称”一列即可；不写则用设置里的“责任单位”。",
)
encoding_option = click.option(
    "--encoding",
    metavar="编码",
    help="文本和网页通知的编码，如 utf-8、gb18030、big5；不写则自行认定，认不定时会说。",
)
suggest_option = click.option("--no-suggest", is_flag=True, help="不提建议单位：原文没写的一律列为待指定。")


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """A notice as read, its plan, and the bytes of its plan.json."""

    notice: Notice
    plan: Plan
    plan_json: bytes


def read_input(name: str, *, limit: int | None = None) -> bytes:
    """Return the bytes of the file ``name``, or of standard input for ``-``; at most ``limit`` + 1 bytes of them."""
    most = -1 if limit is None else limit + 1
    if name != "-":
        with Path(name).open("rb") as file:
            return file.read(most)
    if sys.stdin is None:
        raise InputRefused("标准输入是关着的，读不到内容", file=STDIN_NAME, hint="请写文件名，或用 < 文件 接上标准输入")
    return sys.stdin.buffer.read(most)


def read_source(name: str, encoding: str | None = None) -> SourceText:
    """Return the text of the file ``name`` (``-``: standard input). Raises InputRefused, UsageError (encoding)."""
    from qdoc.read import limits, read_bytes, read_path

    with within(_shown(name)):
        if name == "-":
            return read_bytes(read_input("-", limit=limits.MAX_FILE_BYTES), STDIN_NAME, encoding)
        return read_path(Path(name), encoding)


def _shown(name: str) -> str:
    return STDIN_NAME if name == "-" else Path(name).name


def read_notice(
    name: str,
    steps: Steps,
    *,
    register: str | None = None,
    suggest: bool = True,
    encoding: str | None = None,
    history: tuple[str, ...] = (),
    office: Office | None = None,
) -> ReadNotice:
    """Read the notice ``name`` (``-``: standard input) and extract its plan, suggestions after the files ``history``.

    ``office``: the settings whose units are known first where there is no ``register``.

    Raises:
        InputRefused: the file is unsafe or cannot be read.
        UsageError: there is no such encoding.
    """
    from qdoc.cli.history import precedents_from
    from qdoc.cli.register import lexicon_of
    from qdoc.extract import extract
    from qdoc.parse import parse
    from qdoc.store import encode_plan

    shown = _shown(name)
    steps.begin("读文件")
    source = read_source(name, encoding)
    steps.begin("认结构：标题、主题、任务")
    with within(shown, SECONDS / 4):
        notice = parse(source)
    year = next((plan.year for plan in notice.plans if plan.year is not None), None)
    lexicon = lexicon_of(register, office, year)
    steps.begin("标事项、单位、指标、时限")
    precedents = precedents_from(history, lexicon) if history and suggest else ()
    with within(shown, SECONDS * 3 / 4):
        plan = extract(notice, lexicon, suggest=suggest, history=precedents)
    _refuse_endless(plan, shown)
    return ReadNotice(notice, plan, encode_plan(plan))


def _refuse_endless(plan: Plan, name: str) -> None:
    """Refuse a plan whose ledger no command could take back."""
    count = sum(len(task.obligations) for task in plan.tasks)
    if count > MAX_OBLIGATIONS:
        raise LimitExceeded(
            f"文中有 {count:,} 条事项",
            file=name,
            rule=f"一份要点不超过 {MAX_OBLIGATIONS:,} 条",
            hint="请确认给的是工作要点，或把文件拆开后再试",
        )
