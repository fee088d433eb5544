"""Owns finding what ``qdoc eval`` measures by: annotated notices, corrected ledgers and plan.json, with their texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from qdoc.cli.deadline import within
from qdoc.errors import InputRefused, LedgerRefused
from qdoc.evaluate import GoldNotice, is_annotation, read_annotation, read_cuts
from qdoc.evaluate.corrected import decided_leads, gold_of_ledger, gold_of_plan, is_corrected
from qdoc.evaluate.hiding import HiddenTask
from qdoc.evaluate.located import located
from qdoc.model import Origin, SourceText
from qdoc.read import read_path

CUTS, LEADS = "-obligations.json", "-leads.json"
_NOTICES = {".txt", ".md", ".html", ".htm", ".docx", ".pdf"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One notice to be measured.

    ``source``: its text; ``leads``: an expert's proposal of leads (seed-leads.json), where there is one;
    ``decided``: leads that a clerk decided in a corrected ledger.
    """

    gold: GoldNotice
    source: SourceText
    leads: Mapping[str, Any] | None = None
    decided: tuple[HiddenTask, ...] = ()


class GoldFolder:
    """A folder of gold: ``<编号>.json`` as experts write it, or an office's 台账.xlsx / plan.json with its notice.

    ``notes`` says which files were passed over, and why.
    """

    def __init__(self, folder: Path, texts: Path | None) -> None:
        """Name the folder (its ``gold/`` where it has one) and where the notices' texts lie.

        Raises InputRefused where there is no such folder.
        """
        for given in (folder, texts):
            if given is not None and not given.is_dir():
                raise InputRefused("找不到这个文件夹", file=str(given), hint="请检查路径")
        self.folder = folder / "gold" if (folder / "gold").is_dir() else folder
        near = (folder / "texts", folder.parent / "texts", folder, self.folder, folder.parent)
        self._texts = [texts] if texts is not None else [one for one in near if one.is_dir()]
        self.notes: list[str] = []

    def read(self, only: frozenset[str] = frozenset()) -> list[Measured]:
        """Return what is there, in order of name; of ``only`` these notices, where it names any.

        Raises InputRefused for a file that is no gold, a notice without its text, and a folder without gold.
        """
        found: list[Measured] = []
        for path in self._files():
            with within(str(path)):
                found += self._read(path, only)
        unknown = sorted(only - {one.gold.id for one in found})
        if unknown or not found:
            what = f"没有 {'、'.join(unknown)} 的标准答案" if unknown else "文件夹里没有标准答案"
            rule = "标准答案是标注好的 编号.json，或人改过的 台账.xlsx、plan.json 连同它的通知"
            hint = "；".join(self.notes) or "请给出放标准答案的文件夹"
            raise InputRefused(what, file=str(self.folder), rule=rule, hint=hint)
        return found

    @cached_property
    def other_texts(self) -> dict[str, str]:
        """The texts of all notices of the folders, by the name of their file."""
        paths = (path for folder in self._texts for path in sorted(folder.glob("*.txt")))
        return {path.name: path.read_bytes().decode("utf-8-sig", "replace") for path in paths}

    def _files(self) -> Iterator[Path]:
        folders = [self.folder, *sorted(one for one in self.folder.iterdir() if one.is_dir())]
        for folder in folders:
            if folder.name.startswith(".") or folder.name == "台账备份":
                continue
            for path in sorted(folder.iterdir()):
                if path.suffix in (".json", ".xlsx") and not path.name.startswith(("~$", ".")):
                    yield path

    def _read(self, path: Path, only: frozenset[str]) -> Iterator[Measured]:
        if path.name.endswith((CUTS, LEADS)):
            return
        if path.suffix == ".xlsx":
            yield from self._ledger(path, only)
            return
        try:
            data = json.loads(path.read_bytes())
        except ValueError as problem:
            raise InputRefused(f"不是完整的 JSON（{problem}）", file=str(path), hint="请修好或移走这个文件") from None
        if is_annotation(data):
            if not only or data.get("id", path.stem) in only:
                yield self._annotation(path, data)
        elif isinstance(data, dict) and data.get("schema") == "qdoc.plan/1":
            yield from self._plan(path, only)

    def _annotation(self, path: Path, data: Mapping[str, Any]) -> Measured:
        try:
            cuts = self._beside(path, CUTS)
            source = read_path(self._text_of(str(data.get("id", path.stem)), path, data.get("file")))
            gold = read_annotation(located(data, source.text, path.stem), read_cuts(cuts) if cuts else ())
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            message = f"标注缺少字段，或字段的写法不对（{problem}）"
            raise InputRefused(message, file=str(path), hint="写法见 docs/识别说明.md") from None
        return Measured(gold, source, self._beside(path, LEADS))

    def _beside(self, path: Path, ending: str) -> Mapping[str, Any] | None:
        beside = path.with_name(path.stem + ending)
        data: Mapping[str, Any] | None = json.loads(beside.read_bytes()) if beside.is_file() else None
        return data

    def _text_of(self, name: str, path: Path, file: str | None = None) -> Path:
        for folder in self._texts:
            if file and (folder / Path(file).name).is_file():
                return folder / Path(file).name
            hits = [
                one for one in sorted(folder.iterdir())
                if one.suffix in _NOTICES and (one.stem == name or one.name.startswith(f"{name}_"))
            ]  # fmt: skip
            if hits:
                return hits[0]
        raise InputRefused(f"找不到 {name} 的通知正文", file=str(path), hint="请用 --texts 指明通知所在的文件夹")

    def _plan(self, path: Path, only: frozenset[str]) -> Iterator[Measured]:
        from qdoc.store import decode_plan

        name = self._name(path)
        if any(one.name.endswith("台账.xlsx") for one in path.parent.glob("*.xlsx")):
            self.notes.append(f"{name} 旁边有台账，以台账为准")
            return
        plan = decode_plan(path.read_bytes(), str(path))
        if not only or name in only:
            source = self._source_of(plan.source, path)
            yield Measured(gold_of_plan(plan, name), source)

    def _ledger(self, path: Path, only: frozenset[str]) -> Iterator[Measured]:
        from qdoc.returns import read_ledger

        name = self._name(path)
        try:
            ledger = read_ledger(path.read_bytes(), str(path))
        except LedgerRefused as problem:
            self.notes.append(f"{name} 不是台账，跳过（{problem.message}）")
            return
        if not is_corrected(ledger):
            self.notes.append(f"{name} 没有人改过或确认过，跳过：拿程序的结果量程序没有意义")
            return
        if not only or name in only:
            head = ledger.head
            origin = Origin(head.source_name, head.source_sha256, "", None, 0)
            source = self._source_of(origin, path)
            gold = gold_of_ledger(ledger, source.text, name)
            yield Measured(gold, source, decided=decided_leads(ledger, gold))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _source_of(self, origin: Origin, path: Path) -> SourceText:
        """The notice that a ledger or a plan was made from, told by its SHA-256."""
        folders = (*self._texts, path.parent, path.parent.parent)
        named = [folder / origin.name for folder in folders]
        others = [
            one for folder in dict.fromkeys(folders) for one in sorted(folder.iterdir()) if one.suffix in _NOTICES
        ]
        for one in (*named, *others):
            if one.is_file() and hashlib.sha256(one.read_bytes()).hexdigest() == origin.sha256:
                return read_path(one)
        raise InputRefused(
            f"找不到它的通知“{origin.name}”（或通知后来改过）", file=str(path), hint="请用 --texts 指明通知所在的文件夹"
        )
