"""Owns the screen: a console that obeys no mark-up of the document, and a progress line for long work."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress
    from rich.text import Text

_PATIENCE = 0.8  # seconds before a progress line appears


def screen(*, error: bool = False) -> Console:
    """Return a console on standard output (or error) that takes every text literally.

    Colours and box lines follow what the stream can show; text still has to pass ``clean`` or ``one_line`` first.
    """
    from rich.console import Console

    return Console(stderr=error, markup=False, highlight=False, emoji=False, soft_wrap=False)


def hanging(head: Text, body: str, columns: int, style: str = "") -> Text:
    """Return ``body`` behind ``head``, broken to ``columns``, its further lines under its first."""
    from rich.text import Text

    from qdoc.cli.chinese import wrap

    indent = head.cell_len
    lines = wrap(body, max(columns - indent, 20)) or [""]
    whole = head.copy()
    whole.append(f"\n{' ' * indent}".join(lines), style=style)
    return Text.assemble(whole, no_wrap=True, overflow="ignore")


class Steps:
    """Says on a terminal what is being done, when it takes long; silent elsewhere.

    Used as a context: ``with Steps() as steps: steps.begin("读文件")``.
    """

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

            self._progress = Progress(
                SpinnerColumn("line"),
                TextColumn("{task.description}", markup=False),
                BarColumn(bar_width=24),
                TextColumn("{task.fields[count]}", markup=False),
                console=screen(error=True),
                transient=True,
            )
            self._timer = threading.Timer(_PATIENCE, self._progress.start)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None and self._progress is not None:
            self._timer.cancel()
            self._timer.join()
            self._progress.stop()

    def begin(self, what: str, total: int | None = None) -> None:
        """Start the next step; ``total`` is how many things it has to do, where that is known."""
        if self._progress is not None:
            for done in self._progress.task_ids:
                self._progress.remove_task(done)
            self._progress.add_task(what, total=total, count="")

    def advance(self) -> None:
        """One thing of the present step is done."""
        if self._progress is not None and self._progress.task_ids:
            (task,) = self._progress.tasks
            self._progress.update(task.id, advance=1, count=f"{int(task.completed) + 1}/{int(task.total or 0)}")
