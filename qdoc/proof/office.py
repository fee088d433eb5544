"""Owns the printing: copies of Word files → PDF pages by one LibreOffice, in a folder that is gone afterwards."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qdoc.proof.fonts import fontconfig_file
from qdoc.read import limits
from qdoc.read.guard import Package
from qdoc.read.office import end_office, find_office

START_SECONDS, FILE_SECONDS, MB_SECONDS = 60.0, 2.0, 10.0
"""How long one LibreOffice may take: to start, for each file, and for each MB of its XML (unpacked) after the first."""

INSTALL_HINT = (
    "装上 LibreOffice 才能量版面：Debian/Ubuntu 用 sudo apt install libreoffice-writer；"
    "Windows、macOS 到 libreoffice.org 下载安装；装好后再运行一次"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A file's pages as PDF, or why there are none; ``failed``: LibreOffice was there and did not make them."""

    pdf: bytes = b""
    problem: str = ""
    failed: bool = False


def print_pages(
    files: Mapping[str, bytes], aliases: Mapping[str, str], *, program: str | None = None, seconds: float = 0
) -> dict[str, Printed]:
    """Print Word files, all in one process with a profile of its own.

    Args:
        files: a name → the bytes of a .docx; the file on disk is never opened by the office.
        aliases: named face → what stands in for it.
        program: LibreOffice; the one found on this machine without it.
        seconds: how long it may take; counted from the files without it.

    Returns:
        The same names with their pages, or the problem. Nothing is raised for a file that cannot be printed.
    """
    found = program or find_office()
    if found is None:
        return {name: Printed(problem=f"本机没有 LibreOffice。{INSTALL_HINT}") for name in files}
    limit = seconds or START_SECONDS + sum(_seconds(name, data) for name, data in files.items())
    with tempfile.TemporaryDirectory(prefix="qdoc-proof-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        copies = {name: place / f"{number:05}.docx" for number, name in enumerate(files)}
        for name, copy in copies.items():
            copy.write_bytes(files[name])
        fonts = place / "fonts.conf"
        fonts.write_text(fontconfig_file(aliases, place / "fontcache"), encoding="utf-8")
        command = [
            found, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, *map(str, copies.values()),
        ]  # fmt: skip
        problem = _run(command, dict(os.environ, FONTCONFIG_FILE=str(fonts)) if aliases else None, limit)
        return {name: _printed(copy.with_suffix(".pdf"), problem) for name, copy in copies.items()}


def _seconds(name: str, data: bytes) -> float:
    return FILE_SECONDS + MB_SECONDS * max(Package(data, name).xml_bytes() / limits.MIB - 1, 0)


def _printed(pdf: Path, problem: str) -> Printed:
    if pdf.is_file() and (data := pdf.read_bytes()).rstrip().endswith(b"%%EOF"):
        return Printed(data)
    return Printed(problem=problem or "LibreOffice 印不出这个文件，请用 Word 或 WPS 打开看看它是否完好", failed=True)


def _run(command: list[str], environment: dict[str, str] | None, limit: float) -> str:
    """Run the program within ``limit`` seconds; an empty text, or what went wrong."""
    try:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, env=environment,
        )  # fmt: skip
    except OSError as error:
        return f"LibreOffice 不能启动（{error.strerror or error}）"
    try:
        code = child.wait(limit)
    except subprocess.TimeoutExpired:
        end_office(child)
        return f"LibreOffice 在 {limit:.0f} 秒内没有印完，已停止；请少放几个文件再试，或先用 Word、WPS 打开看看"
    return f"LibreOffice 中途退出（代码 {code}）" if code else ""
