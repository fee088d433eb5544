"""Owns ``qdoc doctor``: what this machine has, and what does not work without the rest."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import click

from qdoc.errors import EXIT_DONE, EXIT_FINDINGS

_PACKAGES = {
    "click": "qdoc 不能运行",
    "jieba": "认不出动词和宾语，提不出建议单位",
    "python-docx": "不能检查和读回 Word 文件",
    "jinja2": "不能写交办单等 Word 文件",
    "lxml": "不能读写 Word 文件",
    "openpyxl": "不能读写台账",
    "defusedxml": "不能安全地读台账",
    "pdfplumber": "不能读 PDF",
    "pypdfium2": "不能读 PDF，不能量印出来的版面",
    "rapidfuzz": "不能对照两年的要点",
    "cn2an": "认不出汉字数目",
    "msgspec": "不能写 plan.json",
    "pathvalidate": "不能起安全的文件名",
    "filelock": "不能防止两次运行同时写",
    "pyyaml": "不能读写 YAML 草稿",
    "rich": "终端里没有表格和进度",
}
_FASTER = {"rjieba": "没有它也行，只是分词慢一些"}
_FONTS = {
    "仿宋（正文）": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "FandolFang"),
    "楷体（二级标题）": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "AR PL UKai"),
    "黑体（一级标题）": ("黑体", "SimHei", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC"),
    "小标宋（标题）": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S"),
}
_WAIT = 20


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked for. ``state``: 有 · 缺 · 可选未装 · 不明; ``without`` says what then does not work."""

    what: str
    state: str
    found: str
    without: str = ""
    needed: bool = False


def checks() -> Iterator[Check]:
    """Look at Python, the packages, LibreOffice and the fonts of this machine."""
    python = ".".join(map(str, sys.version_info[:3]))
    enough = sys.version_info >= (3, 11)
    yield Check("Python", "有" if enough else "缺", python, "" if enough else "要 3.11 或更高的版本", needed=True)
    for name, without in _PACKAGES.items():
        found = _version(name)
        yield Check(name, "有" if found else "缺", found, "" if found else without, needed=True)
    for name, without in _FASTER.items():
        found = _version(name)
        yield Check(name, "有" if found else "未装", found, "" if found else without)
    office = shutil.which("soffice") or shutil.which("libreoffice") or ""
    without = "" if office else "不能读 .doc、.wps；不能核对版面；其他都能用"
    yield Check("LibreOffice", "有" if office else "未装", office, without)
    yield _templates()
    yield from _fonts()


def _templates() -> Check:
    """Open every shipped Word template by python-docx, an eye other than qdoc's own engine."""
    import docx

    from qdoc.resources import templates

    names, broken = [], []
    for path in templates():
        names.append(path.name)
        try:
            with path.open("rb") as file:
                docx.Document(file)
        except Exception as problem:  # whatever is wrong with it, it is to be named
            broken.append(f"{path.name}（{type(problem).__name__}）")
    if broken or not names:
        return Check("随附模板", "缺", "、".join(broken), "不能写交办单等 Word 文件；请重新安装 qdoc", needed=True)
    return Check("随附模板", "有", f"{len(names)} 个，都能打开")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _fonts() -> Iterator[Check]:
    installed = _font_names()
    for use, names in _FONTS.items():
        if installed is None:
            yield Check(use, "不明", "", "查不到这台电脑的字体清单；在 Word 或 WPS 里看一眼即可")
            continue
        found = next((name for name in names if any(name.casefold() in one for one in installed)), "")
        without = "" if found else "文件里写的是这个字体，这台电脑显示时会换成别的"
        yield Check(use, "有" if found else "未装", found, without)


def _font_names() -> list[str] | None:
    """Every font's names on this machine in lower case, or None where they cannot be listed."""
    program = shutil.which("fc-list")
    if program is None:
        return _windows_fonts()
    try:
        done = subprocess.run([program, ":", "family"], capture_output=True, timeout=_WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").casefold().splitlines()


def _windows_fonts() -> list[str] | None:
    try:
        import winreg
    except ImportError:
        return None
    names: list[str] = []
    place = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:  # type: ignore[attr-defined]
        for index in range(winreg.QueryInfoKey(key)[1]):  # type: ignore[attr-defined]
            names.append(str(winreg.EnumValue(key, index)[0]).casefold())  # type: ignore[attr-defined]
    return names


@click.command(name="doctor", options_metavar="[选项]")
def command() -> int:
    """看这台电脑上有什么、缺什么、缺了会怎样。缺必需的东西时，退出码是 1。"""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from qdoc import __version__
    from qdoc.cli.clean import one_line
    from qdoc.cli.terminal import screen

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, ratio in (("名称", None), ("状态", None), ("版本或位置", None), ("没有它会怎样", 1)):
        table.add_column(heading, ratio=ratio, no_wrap=heading == "状态", overflow="fold")
    found = list(checks())
    for one in found:
        style = "green" if one.state == "有" else "bold red" if one.needed else "yellow"
        table.add_row(Text(one.what), Text(one.state, style=style), Text(one_line(one.found, 34)), Text(one.without))
    console = screen()
    console.print(Text(f"qdoc {__version__}", style="bold"))
    console.print(table)
    absent = [one.what for one in found if one.needed and one.state != "有"]
    if absent:
        console.print(Text(f"缺 {'、'.join(absent)}。下一步：pip install --upgrade qdoc", style="bold red"))
        return EXIT_FINDINGS
    console.print(Text("必需的都有，可以用了。", style="green"))
    return EXIT_DONE
