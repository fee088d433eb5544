"""Owns finding returned files on the command line: folders walked, every file told by its content, the rest named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.cli.deadline import within
from qdoc.cli.writing_back import BACKUPS
from qdoc.errors import InputRefused, QdocError

if TYPE_CHECKING:
    from qdoc.returns.collect_values import Passed
    from qdoc.returns.form_values import ReturnedForm
    from qdoc.returns.slips import Slip
    from qdoc.returns.summary_document import ReturnedSummary

ARCHIVE = "回执存档"
_SKIPPED_FOLDERS = (ARCHIVE, BACKUPS, ".qdoc")
_TEMPORARY = ("~$", ".~", ".")  # what Word, WPS and file systems leave beside an open file


@dataclass(slots=True)
class ReturnedFiles:
    """What was found: forms, slips, summaries with their bytes (by sha256), other files with the reason."""

    forms: list[ReturnedForm] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    summaries: list[ReturnedSummary] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    raw: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def read_returned_files(given: Sequence[str], skip: Path, step: Callable[[], None]) -> ReturnedFiles:
    """Read every file in ``given`` (files, or folders with all below them), in the order of their names.

    ``skip``: the ledger, where it lies among them. A file that cannot be read is told and the others go on. Raises
    InputRefused where a name in ``given`` is not there.
    """
    from qdoc.errors import UnsupportedFormat
    from qdoc.returns.collect_values import Passed
    from qdoc.returns.slips import Slip
    from qdoc.returns.summary_document import ReturnedSummary

    found = ReturnedFiles()
    for path, shown in _files(given):
        if path.exists() and skip.exists() and path.samefile(skip):
            continue
        try:
            data = _content(path, shown)
            with within(shown):
                form = read_form(data, shown)
        except QdocError as problem:
            broken = not isinstance(problem, UnsupportedFormat)
            found.passed.append(Passed(shown, problem.message, problem.hint or "", broken))
        except OSError as problem:
            found.passed.append(
                Passed(shown, f"读不了（{problem.strerror or problem}）", "请关闭打开着它的程序再试", broken=True)
            )
        else:
            if form is None:
                hint = "填报表由 qdoc forms 生成；请核对是不是发错了文件"
                found.passed.append(
                    Passed(shown, "里面没有填报表，也不是交办单的回执或 qdoc 写的年终总结，没有读", hint)
                )
                continue
            if isinstance(form, Slip):
                found.slips.append(form)
            elif isinstance(form, ReturnedSummary):
                found.summaries.append(form)
            else:
                found.forms.append(form)
            found.raw[form.sha256] = (path.suffix.lower(), data)
        step()
    return found


def read_form(data: bytes, name: str) -> ReturnedForm | Slip | ReturnedSummary | None:
    """Return the form, slip or year-end summary in ``data``, told by its content.

    It is a workbook, a Word file, or what LibreOffice makes of it; a summary goes first, for its tables look like a
    form's. None where it holds none. Raises UnsupportedFormat for other kinds of file, and as the readers do.
    """
    import hashlib
    from dataclasses import replace

    from qdoc.errors import UnsupportedFormat
    from qdoc.read.guard import OLE_MAGIC, ZIP_MAGIC, Package, ole_streams
    from qdoc.returns.form_document import read_form_document
    from qdoc.returns.form_workbook import read_form_workbook
    from qdoc.returns.slips import read_slip
    from qdoc.returns.summary_document import read_summary

    if data.startswith(ZIP_MAGIC):
        package = Package(data, name)
        if "xl/workbook.xml" in package:
            return read_form_workbook(data, name)
        if "word/document.xml" in package:
            return read_summary(data, name) or read_form_document(data, name) or read_slip(data, name)
        if "mimetype" not in package:  # what LibreOffice writes has one
            hint = "请先解压，或请该单位发回填报表原件"
            raise UnsupportedFormat("压缩包里没有 Word 或 Excel 文件，没有读", file=name, hint=hint)
    spreadsheet = data.startswith(OLE_MAGIC) and {"Workbook", "Book", "EncryptedPackage"} & ole_streams(data)
    if spreadsheet:
        return read_form_workbook(data, name)  # says what it is and how to save it
    if data.startswith((OLE_MAGIC, b"{\\rtf", *ZIP_MAGIC)):
        from qdoc.read.office import convert_office

        made = convert_office(data, name)
        form = read_summary(made, name) or read_form_document(made, name) or read_slip(made, name)
        return replace(form, sha256=hashlib.sha256(data).hexdigest()) if form else None
    raise UnsupportedFormat("不是 Excel 或 Word 文件，没有读", file=name, hint="请该单位发回填报表原件")


def _files(given: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """Each file once, with the name that a clerk knows it by: its path below the folder that was given."""
    seen: set[Path] = set()
    for name in given:
        top = Path(name)
        if not top.exists():
            raise InputRefused("找不到这个文件或文件夹", file=name, hint="请检查路径；给出放回执的文件夹，或一个个文件")
        inside = sorted(path for path in top.rglob("*") if path.is_file()) if top.is_dir() else [top]
        for path in inside:
            below = path.relative_to(top) if top.is_dir() else Path(path.name)
            hidden = path.name.startswith(_TEMPORARY) or any(part in _SKIPPED_FOLDERS for part in below.parts[:-1])
            if (hidden and top.is_dir()) or path.resolve() in seen:
                continue
            seen.add(path.resolve())
            yield path, below.as_posix()


def _content(path: Path, shown: str) -> bytes:
    from qdoc.errors import LimitExceeded
    from qdoc.read.limits import MAX_FILE_BYTES, MIB

    if path.stat().st_size > MAX_FILE_BYTES:
        rule = f"一个文件不超过 {MAX_FILE_BYTES // MIB} MB"
        raise LimitExceeded("文件太大，没有读", file=shown, rule=rule, hint="请核对是不是发错了文件")
    return path.read_bytes()
