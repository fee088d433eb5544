"""Owns saying in Chinese what Jinja finds wrong with the wording of a tag, and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

from jinja2 import TemplateSyntaxError

STATEMENTS = ("for", "endfor", "if", "elif", "else", "endif", "set", "with", "endwith", "vm", "hm", "colspan", "cellbg")
# What people write who have not met the English words.
_CHINESE = {"如果": "if", "否则": "else", "否则如果": "elif", "结束如果": "endif", "循环": "for", "结束循环": "endfor"}
_PARTED = {"elseif": "elif", "endfro": "endfor", "end": "endif 或 endfor", "结束": "endif 或 endfor"}

_CELL_WORDS = frozenset({"vm", "hm", "colspan", "cellbg"})
_RUNTIME = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        ("unsupported operand|can only concatenate|not supported between|must be str", "文字和数字不能直接相加或比较"),
        ("division by zero", "除数是 0"),
        ("Range too big", "range 里的数太大"),
        ("is unsafe|unsafe to call", "模板只放置内容，不能用内部的名称"),
        ("cannot assign attribute", "不能改写字段的内容"),
        ("is not callable", "字段后面不能加括号"),
        ("not iterable", "这个字段不是许多条，不能循环"),
        ("maximum recursion", "宏或循环一层层调用自己，停不下来"),
        (r"Exceeds the limit .* for integer string", "数字的位数太多"),
        ("^$", "填出的内容太多，内存不够"),
    )
)
_ENDED = ("end of print statement", "end of statement block", "end of template")
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_FOR = "循环写成 {% for 项 in 牵头事项 %}…{% endfor %}"
_SET = "写成 {% set 名称 = 值 %}"
_IF = "条件写成 {% if 字段 %}…{% endif %}"


def explain(error: TemplateSyntaxError, word: str) -> tuple[str, str | None]:
    """Return what is wrong and the next step (None where there is none to name) for a syntax error of Jinja.

    Args:
        error: what Jinja raised for the tag alone.
        word: the statement's first word, "" for a value.
    """
    message = error.message or ""
    for pattern, say in _SAYINGS:
        found = pattern.search(message)
        if found:
            return say(found, word)
    return f"写法有误：{message}", None


def meant(word: str) -> str | None:
    """The statement that an unknown first word was probably meant to be; None where it resembles none."""
    if word in _CHINESE or word in _PARTED:
        return _CHINESE.get(word) or _PARTED[word]
    near = difflib.get_close_matches(word, STATEMENTS, 1, 0.5)
    return near[0] if near else None


def runtime_words(message: str) -> str:
    """What went wrong while filling, in Chinese; what is Chinese already or not known stays as it is."""
    return next((words for pattern, words in _RUNTIME if pattern.search(message)), message)


def _unknown_statement(found: re.Match[str], word: str) -> tuple[str, str | None]:
    if word in _CELL_WORDS:
        return f"{word} 只能写在表格单元格里", None
    near = meant(word)
    message = f"不认识的语句“{word}”"
    if near:
        return f"{message}，是不是“{near}”？", None
    return message, f"语句有 {'、'.join(STATEMENTS[:6])} 等；要印字段内容，请写 {{{{ {word} }}}}"


def _unfinished(found: re.Match[str], word: str) -> tuple[str, str | None]:
    if word == "for":
        return "写法有误：循环没有写完整", _FOR
    if word in {"if", "elif"}:
        return "写法有误：条件没有写完整", _IF
    return "写法有误：后面少了内容，没有写完", "运算符号、点、竖线后面都要跟着名称或值"


def _got(found: re.Match[str], word: str) -> tuple[str, str | None]:
    wanted, got = found["wanted"], found["got"]
    if got in _ENDED:
        return _unfinished(found, word)
    if wanted == "in":
        return f"写法有误：for 后面少了 in（“{got}”前）", f"写成 {{% for 项 in {got} %}}"
    if word == "else":
        return "写法有误：else 后面不能有条件", "“否则如果”写成 {% elif 字段 %}"
    if word.startswith("end"):
        return f"写法有误：{word} 后面不要再写别的", f"写成 {{% {word} %}}"
    if got == "=":
        return "写法有误：比较要写两个等号", "把 = 改成 =="
    if wanted in _ENDED:
        return f"写法有误：“{got}”前面不该有空格，或少了运算符号", "字段名中间不能有空格，也不能以数字开头"
    if got == "|":
        return "写法有误：“||”不能用", "“或者”写成 or，“并且”写成 and"
    return f"写法有误：“{got}”处不对，这里应该是“{wanted}”", None


def _bracket(found: re.Match[str], word: str) -> tuple[str, str | None]:
    missing = found["wanted"] if found["wanted"] else found["got"]
    if found["wanted"]:
        return f"写法有误：缺少右括号“{missing}”", f"补上与“{_CLOSERS.get(missing, missing)}”成对的“{missing}”"
    if missing in _CLOSERS:
        return f"写法有误：多出一个“{missing}”", f"删去它，或在前面补上“{_CLOSERS[missing]}”"
    return f"写法有误：“{missing}”处不对", None


def _char(found: re.Match[str], word: str) -> tuple[str, str | None]:
    char = found["char"]
    if char in "'\"“”‘’":
        return "写法有误：引号没有成对", "文字两边都要有引号"
    if char == "&":
        return "写法有误：不能用“&”", "“并且”写成 and"
    if char == "!":
        return "写法有误：不能单用“!”", "“不是”写成 not，“不等于”写成 !="
    return f"写法有误：标签里不能用“{char}”", "字段名里只能有汉字、字母、数字和下划线；文字要加引号"


_Say = Callable[[re.Match[str], str], tuple[str, str | None]]
_SAYINGS: tuple[tuple[re.Pattern[str], _Say], ...] = (
    (re.compile("unknown tag", re.IGNORECASE), _unknown_statement),
    (re.compile("expected token '(?P<wanted>[^']+)', got '(?P<got>[^']+)'"), _got),
    (re.compile("Expected an expression|expected name or number|unexpected 'end of"), _unfinished),
    (re.compile(r"unexpected '(?P<got>[^']+)'(?:, expected '(?P<wanted>[^']+)')?"), _bracket),
    (re.compile(r"unexpected char (?P<q>['\"])(?P<char>\\?.)"), _char),
    (re.compile("can't assign"), lambda *_: ("写法有误：这里只能是一个名称，不能是文字或数字", _SET)),
)


def unknown_word(kind: str, name: str, known: Iterable[str]) -> str | None:
    """What to say of a filter or test called ``name``; None where it is a known one that templates may use."""
    usable = [each for each in known if not each.startswith("_")]
    if name in usable:
        return None
    near = difflib.get_close_matches(name, usable, 1, 0.5)
    return f"不认识的{kind}“{name}”" + (f"，是不是“{near[0]}”？" if near else "")
