"""Owns docs/cli.md: the reference of the command line, made from what --help prints (``make docs``)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
WIDTH = 80


def pages() -> Iterator[tuple[str, str]]:
    """Yield (how it is called, its help page) for the program and every command, in the order of the front page."""
    from qdoc.cli import chinese
    from qdoc.cli.app import app

    chinese.install()
    yield from _pages(app, click.Context(app, info_name="qdoc", terminal_width=WIDTH, **app.context_settings))


def _pages(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _pages(inner, click.Context(inner, info_name=name, parent=context, terminal_width=WIDTH))


def reference() -> str:
    """Return docs/cli.md."""
    from qdoc.cli.app import FRONT_PAGE

    parts = [
        "# 命令行\n\n本页由 `scripts/make_cli_docs.py` 按 `--help` 生成（`make docs`），请不要手改。\n",
        f"直接运行 `qdoc` 时：\n\n```text\n{FRONT_PAGE}```\n",
    ]
    parts += [f"## {name}\n\n```text\n{page.rstrip()}\n```\n" for name, page in pages()]
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET.name}\n")
