"""Owns the way from a file name (or ``-``) to a plan, shared by the commands that read a notice."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from qdoc.cli.terminal import Steps
    from qdoc.model import Notice, Plan

STDIN_NAME = "标准输入"

notice_argument = click.argument("notice", metavar="通知")
register_option = click.option(
    "--register",
    metavar="文件",
    help="本单位的名录（UTF-8 的 .tsv，有 name 一列即可），先用它认单位。",
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
    if name == "-":
        return sys.stdin.buffer.read(-1 if limit is None else limit + 1)
    return Path(name).read_bytes()


def read_notice(name: str, steps: Steps, *, register: str | None = None, suggest: bool = True) -> ReadNotice:
    """Read the notice ``name`` (``-``: standard input) and extract its plan.

    Raises:
        InputRefused: the file is unsafe or cannot be read.
    """
    from qdoc.extract import extract
    from qdoc.lexicon import load_lexicon
    from qdoc.parse import parse
    from qdoc.read import limits, read_bytes, read_path
    from qdoc.store import encode_plan

    steps.begin("读文件")
    if name == "-":
        source = read_bytes(read_input("-", limit=limits.MAX_FILE_BYTES), STDIN_NAME)
    else:
        source = read_path(Path(name))
    steps.begin("认结构：标题、主题、任务")
    notice = parse(source)
    steps.begin("标事项、单位、指标、时限")
    plan = extract(notice, load_lexicon(Path(register) if register else None), suggest=suggest)
    return ReadNotice(notice, plan, encode_plan(plan))
