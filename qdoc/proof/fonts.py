"""Owns what stands in for the faces of official documents on this machine, as a fontconfig file made for one proof."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from qdoc.render.page import BODY_FONT, HEI_FONT, KAI_FONT, SONG_FONT, TITLE_FONT

# Every stand-in is one em wide a character, so lines break where the named face breaks them. First installed wins.
_SONG = ("AR PL UMing CN", "Noto Serif CJK SC", "Source Han Serif SC", "FandolSong")
_ANY = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "FandolHei")
STAND_INS: Mapping[str, tuple[str, ...]] = {
    BODY_FONT: ("FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "FandolFang", *_SONG, *_ANY),
    KAI_FONT: ("KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "AR PL UKai CN", "FandolKai", *_SONG, *_ANY),
    TITLE_FONT: ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "Noto Serif CJK SC", "Source Han Serif SC", *_SONG, *_ANY),
    HEI_FONT: ("SimHei", "STHeiti", *_ANY, *_SONG),
    SONG_FONT: ("SimSun", "STSong", *_SONG, *_ANY),
}
_WAIT = 20
_HEAD = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
_SYSTEM = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'


def installed_faces() -> frozenset[str] | None:
    """Every family name of this machine, or None where they cannot be listed (Windows, macOS without fontconfig)."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        done = subprocess.run([program, ":", "family"], capture_output=True, timeout=_WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(",") if name.strip())


def substitutes(installed: frozenset[str] | None) -> dict[str, str]:
    """Named face → what prints in its place, for those not installed; empty text where nothing Chinese is installed."""
    if installed is None:
        return {}
    found = {}
    for name, others in STAND_INS.items():
        if name not in installed:
            found[name] = next((other for other in others if other in installed), "")
    return found


def fontconfig_file(aliases: Mapping[str, str], cache: Path) -> str:
    """The text of a fonts.conf that prints each alias in its substitute; ``cache`` is where fontconfig may write."""
    matches = "".join(
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(other)}</string></edit></match>\n'
        for name, other in aliases.items()
        if other
    )
    return f"{_HEAD}{_SYSTEM}<cachedir>{escape(str(cache))}</cachedir>\n{matches}</fontconfig>\n"


def told(aliases: Mapping[str, str]) -> str:
    """What is said of the substitutes: one line for a reader."""
    if not aliases:
        return "本机装有公文所用的字体，没有替代。" if installed_faces() else "查不到本机字体，替代情况不明。"
    pairs = "，".join(f"{name}→{other or '（没有可用的汉字字体）'}" for name, other in aliases.items())
    return f"本机没有的字体用别的字体代替打印：{pairs}。"
