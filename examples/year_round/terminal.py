"""Owns the clerk's terminal: a command is shown, run as a program of its own, and its words printed in short."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FINE = (0, 1)  # 1: done, with findings to look at
WIDTH = 100


class Terminal:
    """Runs ``qdoc`` in the folder of the year and shows what a clerk would see, the first lines of it."""

    def __init__(self, folder: Path, shown: int) -> None:
        self._folder, self._shown = folder, shown
        self.ran: list[str] = []

    def say(self, text: str) -> None:
        """Print a line of the story."""
        print(f"\n{text}", flush=True)

    def qdoc(self, *words: str | Path, codes: tuple[int, ...] = FINE, lines: int | None = None) -> str:
        """Show and run a command; print its first ``lines`` lines. Ends the year where it fails."""
        print("\n$ qdoc", *(f"'{word}'" if " " in str(word) else word for word in words), flush=True)
        self.ran.append(str(words[0]))
        told = self._run(words, codes)
        said = told.rstrip("\n").split("\n")
        most = self._shown if lines is None else lines
        print("\n".join(f"  {line}" for line in said[:most]), flush=True)
        if len(said) > most:
            print(f"  ……（共 {len(said)} 行）", flush=True)
        return told

    def ask(self, *words: str | Path, codes: tuple[int, ...] = FINE) -> Any:
        """Run a command for its JSON, without showing it."""
        return json.loads(self._run(words, codes))

    def knows(self, command: str) -> bool:
        """Whether this version of qdoc has ``command``."""
        found = subprocess.run([sys.executable, "-m", "qdoc", command, "--help"], capture_output=True, check=False)
        return found.returncode == 0

    def _run(self, words: tuple[str | Path, ...], codes: tuple[int, ...]) -> str:
        env = os.environ | {"COLUMNS": str(WIDTH), "PYTHONUTF8": "1", "NO_COLOR": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "qdoc", *map(str, words)],
            cwd=self._folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode not in codes:
            print(done.stdout, done.stderr, f"退出码 {done.returncode}", sep="\n", flush=True)
            sys.exit(f"这一步没有办成：qdoc {' '.join(map(str, words))}")
        return done.stdout
