"""Owns ``main``: one call from the shell to an exit code; loads nothing but click until a command is named.

Exit codes (docs/contract.md §7): 0 done · 1 done, with findings to look at · 2 usage · 3 input refused ·
4 part of a batch failed · 70 a bug of ours. An interrupt ends in 130, as shells expect.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

_INTERRUPTED = 130
_YOUNG = 100_000
"""Objects made before Python looks for cycles: at its own 700 that takes a tenth of a command on a long ledger."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    Args:
        argv: the arguments without the program's name; those of the process when None.

    Raises:
        SystemExit: always, with a code of docs/contract.md §7.
    """
    args = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in args
    if debug:
        args.remove("--debug")
    _prepare_streams()
    gc.set_threshold(_YOUNG, 20, 20)
    sys.exit(_run(args, debug=debug))


def _run(args: list[str], *, debug: bool) -> int:
    import click

    from qdoc.cli import chinese
    from qdoc.errors import EXIT_BUG, EXIT_DONE, EXIT_REFUSED, QdocError

    chinese.install()
    from qdoc.cli.app import app
    from qdoc.cli.clean import clean

    try:
        code = app.main(args, prog_name="qdoc", standalone_mode=False)
    except click.exceptions.Abort:
        _say("已中断：没有写完的文件不会留下。")
        return _INTERRUPTED
    except click.ClickException as problem:
        _say(clean(chinese.error_text(problem)))
        return problem.exit_code
    except QdocError as problem:
        _say(clean(f"错误：{problem}"))
        return problem.exit_code
    except OSError as problem:
        if debug:
            raise
        _say(clean(f"错误：{_file_problem(problem)}"))
        return EXIT_REFUSED
    except Exception as problem:
        if isinstance(problem, UnicodeEncodeError) and not _names_can_be_chinese():
            _say(
                f"错误：这里的文件名只能用 {sys.getfilesystemencoding()}，写不了“台账.xlsx”这样的中文名\n"
                "  下一步：先执行 export PYTHONUTF8=1（或 export LANG=C.UTF-8），再运行一次。"
            )
            return EXIT_REFUSED
        if debug:
            raise
        _say(
            clean(
                f"抱歉，qdoc 自己出了错（{type(problem).__name__}），这不是您的文件的问题。\n"
                "  读入的文件没有被改动。\n"
                "  下一步：加上 --debug 再运行一次，把显示的全部内容发给维护者。"
            )
        )
        return EXIT_BUG
    return code if isinstance(code, int) else EXIT_DONE


def _file_problem(problem: OSError) -> str:
    """Say in Chinese which file could not be used, why, and what to do."""
    name = str(problem.filename or "文件")
    if isinstance(problem, FileNotFoundError):
        return f"{name}：找不到。\n  下一步：检查文件名和所在的文件夹。"
    if isinstance(problem, PermissionError):
        return f"{name}：没有权限，或者正被别的程序打开。\n  下一步：关闭打开着它的 Excel、Word 或 WPS，再运行一次。"
    if isinstance(problem, IsADirectoryError):
        return f"{name}：是文件夹，不是文件。\n  下一步：给出文件夹里的那个文件。"
    return f"{name}：读写不了（{problem.strerror or problem}）。\n  下一步：检查磁盘空间和文件夹。"


def _names_can_be_chinese() -> bool:
    try:
        "台账".encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        return False
    return True


def _say(text: str) -> None:
    sys.stdout.flush()
    print(text, file=sys.stderr)


def _prepare_streams() -> None:
    """Let Chinese through: a stream that cannot hold it becomes UTF-8, one that can replaces what it cannot show."""
    for closed in ("stdout", "stderr"):
        if getattr(sys, closed) is None:  # closed by the caller: what is said goes nowhere
            setattr(sys, closed, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        try:
            "中文".encode(stream.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            reconfigure(encoding="utf-8", errors="replace")
        else:
            reconfigure(errors="replace")
