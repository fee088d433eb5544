"""Owns what only an office program can open (.doc, .wps, .rtf, .odt): converted by LibreOffice where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from qdoc.errors import DamagedFile, LimitExceeded, UnsupportedFormat
from qdoc.model import Diagnostic, Origin, Severity, SourceText
from qdoc.read import guard, limits
from qdoc.read.docx import read_docx
from qdoc.read.worker import heavy_apart

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_KINDS = ((guard.OLE_MAGIC, ".doc", "application/msword"), (b"{\\rtf", ".rtf", "application/rtf"),
          (b"PK", ".odt", "application/vnd.oasis.opendocument.text"))  # fmt: skip


def read_office(data: bytes, name: str) -> SourceText:
    """Return the text of an older Word, WPS, RTF or OpenDocument file, read as the .docx that LibreOffice makes of it.

    Raises UnsupportedFormat where LibreOffice is not installed, DamagedFile where it makes nothing of the file.
    """
    converted = heavy_apart(SourceText)(read_docx)(convert_office(data, name), name)
    told = Diagnostic(
        "R004", Severity.INFO, "已由 LibreOffice 转换后读取，版式细节可能与原件略有出入", hint="如有疑问，请与原件核对"
    )
    import hashlib

    origin = Origin(name, hashlib.sha256(data).hexdigest(), _kind(data)[1], None, len(converted.text))
    return replace(converted, origin=origin, diagnostics=(*converted.diagnostics, told))


def convert_office(data: bytes, name: str) -> bytes:
    """Return the .docx that LibreOffice makes of such a file; raises as ``read_office`` does."""
    program = find_office()
    if program is None:
        raise UnsupportedFormat(
            "这是旧版 Word/WPS 文字文件，需要 LibreOffice 才能读取，本机没有找到",
            file=name,
            hint="请用 Word 或 WPS 打开后另存为 .docx，或安装 LibreOffice 后再试",
        )
    return _convert(data, _kind(data)[0], program, name)


def _kind(data: bytes) -> tuple[str, str]:
    """The suffix and media type that the file's first bytes tell."""
    return next(((s, m) for magic, s, m in _KINDS if data.startswith(magic)), (".xml", "text/xml"))


def find_office() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    for command in ("soffice", "libreoffice"):
        if found := shutil.which(command):
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def _convert(data: bytes, suffix: str, program: str, name: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="qdoc-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"in{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            child.wait(limits.OFFICE_SECONDS)
        except subprocess.TimeoutExpired:
            end_office(child)
            raise LimitExceeded(
                f"LibreOffice 在 {limits.OFFICE_SECONDS:.0f} 秒内没有转换完",
                file=name,
                hint="请用 Word 或 WPS 另存为 .docx 后再试",
            ) from None
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise DamagedFile(
                "LibreOffice 无法转换这个文件", file=name, hint="请用 Word 或 WPS 打开后另存为 .docx 再试"
            )
        return made.read_bytes()


def end_office(child: subprocess.Popen[bytes]) -> None:
    """End the program, started in a session of its own, with the process that its starter script left running."""
    if os.name == "posix":
        import signal

        os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()
