"""Owns writing into a folder: each file complete or absent, nothing outside, nothing of others overwritten."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import TracebackType

import msgspec
from filelock import FileLock, Timeout

from qdoc.errors import LedgerChanged, OutputRefused

STATE = ".qdoc"  # the folder in the output folder where qdoc remembers what it wrote
_MADE, _LOCK = "made.json", "lock"
_BEGUN, _TAIL = ".qdoc-", ".tmp"  # a file while it is being written


class Folder:
    """An output folder, held by one run at a time (a context manager).

    It remembers the hash of every file that it wrote, so that it can tell its own files from a clerk's: its own are
    replaced, one that somebody else made or changed since is refused unless ``overwrite`` says so.
    """

    def __init__(self, path: str | Path, *, wait: float = 0.0) -> None:
        """Name the folder; ``wait`` is how many seconds to wait for another run. Nothing is touched yet."""
        self.path = Path(path)
        self._wait = wait
        self._lock: FileLock | None = None
        self._made: dict[str, list[str]] = {}

    def __enter__(self) -> Folder:
        try:
            state = self.path / STATE
            if state.is_symlink():
                rule = "所有文件都写在选定的文件夹里面"
                raise OutputRefused(
                    f"{STATE} 指向别处", file=str(state), rule=rule, hint="请移走它，或换一个输出文件夹"
                )
            state.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(str(state / _LOCK))
            self._lock.acquire(timeout=self._wait)
        except Timeout:
            hint = "请等它结束，或换一个输出文件夹"
            raise OutputRefused("另一个 qdoc 正在写这个文件夹", file=str(self.path), hint=hint) from None
        except OSError as error:
            raise _refused(error, self.path) from error
        _sweep(state)
        self._made = self._load()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def read(self, name: str) -> bytes | None:
        """Return the bytes of the file ``name`` in the folder; None where there is none."""
        return _content(self._target(name))

    def made_by_us(self, name: str) -> bool:
        """Say whether the file on the disk is as qdoc last wrote it."""
        data = self.read(name)
        return data is not None and _sha256(data) in self._made.get(PurePosixPath(name).as_posix(), ())

    def write(
        self, files: Mapping[str, bytes], *, overwrite: bool = False, expect: Mapping[str, bytes] | None = None
    ) -> tuple[Path, ...]:
        """Write ``files`` (name, with / for subfolders → bytes) and return their paths.

        ``expect`` gives the bytes that a file had when it was read (such as a ledger that was merged): it may then be
        replaced, but only while it still has them. All names are checked before the first byte is written. Raises
        OutputRefused (outside the folder, made by somebody else, disk full, open in Word) and LedgerChanged.
        """
        if self._lock is None:
            raise RuntimeError("use Folder as a context manager")
        root = self.path.resolve()
        targets = {PurePosixPath(name).as_posix(): self._target(name, root) for name in files}
        before = {PurePosixPath(name).as_posix(): data for name, data in (expect or {}).items()}
        contents = {PurePosixPath(name).as_posix(): data for name, data in files.items()}
        for name, data in contents.items():
            self._check(name, targets[name], data, before.get(name), overwrite=overwrite)
        known = dict(self._made)
        for name, data in contents.items():  # both, so that an interrupted run knows its own files again
            self._made[name] = [*dict.fromkeys((*known.get(name, ()), _sha256(data)))]
        self._save()
        for parent in dict.fromkeys(target.parent for target in targets.values()):
            _sweep(parent)
        for name, data in contents.items():
            _write_whole(targets[name], data)
        for name, data in contents.items():
            self._made[name] = [_sha256(data)]
        self._save()
        return tuple(targets.values())

    def _target(self, name: str, root: Path | None = None) -> Path:
        windows, posix = PureWindowsPath(name), PurePosixPath(name)
        parts = posix.parts
        outside = windows.drive or windows.root or posix.is_absolute() or ".." in windows.parts or "\\" in name
        if outside or not parts or parts[0] == STATE or "\0" in name or ":" in name:
            raise OutputRefused("文件名指向输出文件夹之外", file=name, rule="只写入所选的文件夹", hint="请换一个文件名")
        target = self.path.joinpath(*parts)
        if not target.parent.resolve().is_relative_to(root or self.path.resolve()):
            raise OutputRefused(
                "子文件夹是指向别处的链接",
                file=str(target.parent),
                rule="只写入所选的文件夹",
                hint="请移走这个链接，或换一个输出文件夹",
            )
        return target

    def _check(self, name: str, target: Path, data: bytes, expected: bytes | None, *, overwrite: bool) -> None:
        if target.is_dir():
            raise OutputRefused("同名的文件夹已存在", file=str(target), hint="请移走该文件夹或换一个输出文件夹")
        current = _content(target)
        if expected is not None:
            if current != expected:
                message = "文件在读取之后又被改动（或被删除），没有写入"
                raise LedgerChanged(message, file=str(target), hint="请关闭正在编辑的程序，再运行一次")
            return
        if current is None or current == data or overwrite or _sha256(current) in self._made.get(name, ()):
            return
        changed = name in self._made
        message = "文件在生成之后被改动过，没有覆盖" if changed else "文件已存在，且不是 qdoc 生成的，没有覆盖"
        raise OutputRefused(message, file=str(target), hint="请换一个输出文件夹，或移走该文件；确实要覆盖请加 --force")

    def _load(self) -> dict[str, list[str]]:
        try:
            return msgspec.json.decode((self.path / STATE / _MADE).read_bytes(), type=dict[str, list[str]])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return {}  # nothing is known as ours then, so nothing is overwritten

    def _save(self) -> None:
        ordered = msgspec.json.encode(dict(sorted(self._made.items())))
        _write_whole(self.path / STATE / _MADE, msgspec.json.format(ordered, indent=1) + b"\n")


def write_files(folder: str | Path, files: Mapping[str, bytes], *, overwrite: bool = False) -> tuple[Path, ...]:
    """Write ``files`` into ``folder`` as ``Folder.write`` does, and return their paths."""
    with Folder(folder) as opened:
        return opened.write(files, overwrite=overwrite)


def _write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, force it to the disk, then take the target's name: complete or absent."""
    temporary: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=_BEGUN, suffix=_TAIL)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise _refused(error, target) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what a run that was killed had begun to write: the lock is ours, so nobody writes it any more."""
    for left in folder.glob(f"{_BEGUN}*{_TAIL}"):
        with contextlib.suppress(OSError):
            left.unlink()


def _content(target: Path) -> bytes | None:
    try:
        return target.read_bytes() if target.is_file() else None
    except OSError as error:
        raise _refused(error, target) from error


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current


def _refused(error: OSError, target: Path) -> OutputRefused:
    if isinstance(error, PermissionError):
        return OutputRefused(
            "不能写入（没有权限，或文件正被 Word、Excel、WPS 打开）", file=str(target), hint="请关闭该文件后再试"
        )
    if error.errno == errno.ENOSPC:
        return OutputRefused("磁盘空间不足", file=str(target), hint="请清理磁盘后再运行，已写好的文件是完整的")
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return OutputRefused(f"不能写入：{reason}", file=str(target), hint="请检查输出文件夹的位置和名称")


_REASONS = {
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EEXIST: "那里已有一个同名的文件，不是文件夹",
    errno.ENOENT: "没有这个位置",
    errno.ENAMETOOLONG: "名字太长",
    errno.EROFS: "这个磁盘是只读的",
    errno.EINVAL: "这个磁盘不接受这样的名字",
}


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
