import json
import os
import sys
from pathlib import Path

import pytest

from qdoc.errors import LedgerChanged, OutputRefused
from qdoc.store.files import Folder, write_files


def test_files_are_written_whole_with_their_subfolders(tmp_path):
    out = tmp_path / "结果"
    paths = write_files(out, {"台账.xlsx": b"a", "各单位/区教育局/区教育局任务交办单.docx": b"b"})
    assert [path.relative_to(out).as_posix() for path in paths] == [
        "台账.xlsx",
        "各单位/区教育局/区教育局任务交办单.docx",
    ]
    assert (out / "各单位" / "区教育局" / "区教育局任务交办单.docx").read_bytes() == b"b"
    assert not list(out.rglob("*.tmp"))


def test_its_own_files_are_replaced(tmp_path):
    write_files(tmp_path, {"a.txt": b"1"})
    write_files(tmp_path, {"a.txt": b"2"})
    assert (tmp_path / "a.txt").read_bytes() == b"2"


def test_a_file_of_somebody_else_is_not_overwritten_without_being_told(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"mine")
    with pytest.raises(OutputRefused, match="不是 qdoc 生成的"):
        write_files(tmp_path, {"a.txt": b"2"})
    assert (tmp_path / "a.txt").read_bytes() == b"mine"
    write_files(tmp_path, {"a.txt": b"2"}, overwrite=True)
    assert (tmp_path / "a.txt").read_bytes() == b"2"


def test_a_file_changed_since_is_not_overwritten(tmp_path):
    write_files(tmp_path, {"a.txt": b"1"})
    (tmp_path / "a.txt").write_bytes(b"edited")
    with pytest.raises(OutputRefused, match="改动过"):
        write_files(tmp_path, {"a.txt": b"2"})


def test_all_names_are_checked_before_the_first_byte(tmp_path):
    (tmp_path / "b.txt").write_bytes(b"mine")
    with pytest.raises(OutputRefused):
        write_files(tmp_path, {"a.txt": b"1", "b.txt": b"2"})
    assert not (tmp_path / "a.txt").exists()


@pytest.mark.parametrize(
    "name",
    ["../a", "a/../../b", "/etc/a", "C:\\a", "C:a", "a\\..\\b", "\\\\host\\a", "", ".", ".qdoc/made.json", "a\0b"],
)
def test_nothing_is_written_outside_the_folder(tmp_path, name):
    out = tmp_path / "out"
    with pytest.raises(OutputRefused):
        write_files(out, {name: b"x"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
    assert not [path for path in out.iterdir() if path.name != ".qdoc"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_to_elsewhere_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "各单位").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputRefused, match="链接"):
        write_files(tmp_path / "out", {"各单位/a.docx": b"x"})
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_ledger_that_changed_since_it_was_read_is_never_overwritten(tmp_path):
    with Folder(tmp_path) as folder:
        folder.write({"台账.xlsx": b"1"})
        (tmp_path / "台账.xlsx").write_bytes(b"read")
        (tmp_path / "台账.xlsx").write_bytes(b"changed meanwhile")
        with pytest.raises(LedgerChanged):
            folder.write({"台账.xlsx": b"2"}, expect={"台账.xlsx": b"read"}, overwrite=True)
        assert (tmp_path / "台账.xlsx").read_bytes() == b"changed meanwhile"
        folder.write({"台账.xlsx": b"2"}, expect={"台账.xlsx": b"changed meanwhile"})
    assert (tmp_path / "台账.xlsx").read_bytes() == b"2"


def test_two_runs_never_mix(tmp_path):
    with Folder(tmp_path), pytest.raises(OutputRefused, match="另一个 qdoc"), Folder(tmp_path):
        pass
    with Folder(tmp_path):
        pass


def test_an_interrupted_run_leaves_no_part_and_knows_its_own_files_again(tmp_path, monkeypatch):
    write_files(tmp_path, {"a.txt": b"old", "b.txt": b"old"})
    real = Path.replace

    def fail_on_b(self, target):
        if Path(target).name == "b.txt":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_b)
    with pytest.raises(OutputRefused, match="磁盘空间不足"):
        write_files(tmp_path, {"a.txt": b"new", "b.txt": b"new"})
    assert ((tmp_path / "a.txt").read_bytes(), (tmp_path / "b.txt").read_bytes()) == (b"new", b"old")
    assert not list(tmp_path.rglob("*.tmp"))
    monkeypatch.undo()
    write_files(tmp_path, {"a.txt": b"new", "b.txt": b"new"})  # the next run finishes it
    assert (tmp_path / "b.txt").read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_files_are_as_readable_as_any_other(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    (path,) = write_files(tmp_path, {"a.txt": b"1"})
    assert os.stat(path).st_mode == os.stat(tmp_path / "plain").st_mode  # noqa: PTH116


def test_what_it_remembers_holds_no_clock(tmp_path):
    write_files(tmp_path, {"b": b"1", "a": b"2"})
    made = json.loads((tmp_path / ".qdoc" / "made.json").read_bytes())
    assert list(made) == ["a", "b"]
    assert all(len(hashes) == 1 for hashes in made.values())


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights on Windows")
def test_a_state_folder_that_leads_elsewhere_is_refused(tmp_path):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / ".qdoc").symlink_to(elsewhere)
    with pytest.raises(OutputRefused, match="指向别处"):
        write_files(out, {"a.txt": b"1"})
    assert not list(elsewhere.iterdir())


def test_what_a_killed_run_had_begun_is_gone_after_the_next(tmp_path: Path) -> None:
    # why: it stood in the unit's folder, which goes to the unit
    left = tmp_path / "各单位" / ".qdoc-a1b2c3.tmp"
    left.parent.mkdir()
    left.write_bytes(b"PK")
    write_files(tmp_path, {"各单位/甲.docx": b"PK"})
    assert [path.name for path in left.parent.iterdir()] == ["甲.docx"]
