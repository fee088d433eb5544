"""Owns click's own words in Chinese, and help pages whose columns and line ends fit Chinese text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

import click

from qdoc.cli.clean import char_width, width

# click's message → what our users read. A test holds that every message a user can meet is here.
MESSAGES = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示本帮助。",
    "Show the version and exit.": "显示版本号。",
    "Aborted!": "已中断。",
    "deprecated": "已停用",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "env var: {var}": "环境变量：{var}",
    "(dynamic)": "（运行时决定）",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "看用法：{command} {option}",
    "Missing command.": "没有写命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing {param_type}": "缺少{param_type}",
    "No such option {name!r}.": "没有 {name} 这个选项。",
    "No such command {name!r}.": "没有 {name} 这条命令。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是不是：{possibilities}？）",
    "Invalid value: {message}": "值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Option {name!r} does not take a value.": "选项 {name} 后面不跟值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要跟一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 后面要跟 {nargs} 个值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 要 {nargs} 个值。",
    "Got unexpected extra argument ({args})": "多出一个参数：{args}",
    "Got unexpected extra arguments ({args})": "多出几个参数：{args}",
    "Choose from:\n\t{choices}": "可以是：{choices}",
    "{value!r} is not {choice}.": "“{value}”不是 {choice}。",
    "{value!r} is not one of {choices}.": "“{value}”不在可选的值里：{choices}。",
    "{value!r} does not match the format {format}.": "“{value}”不是 {format} 这样的日期。",
    "{value!r} does not match the formats {formats}.": "“{value}”不是这样的日期：{formats}。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是有效的 {number_type}。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 内。",
    "{name} {filename!r} does not exist.": "找不到{name}“{filename}”。",
    "{name} {filename!r} is a file.": "“{filename}”是文件，不是文件夹。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹，不是文件。",
    "{name} {filename!r} is not readable.": "{name}“{filename}”没有读的权限。",
    "{name} {filename!r} is not writable.": "{name}“{filename}”没有写的权限。",
    "Could not open file {filename!r}: {message}": "打不开文件“{filename}”：{message}",
    "unknown error": "原因不明",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
}

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types", "termui")
_QUOTED = re.compile(r"'([^']*)'")  # click quotes names as Python does
_NO_LINE_START = "，。；：、！？）】》〉”’…,.;:!?)]"


def _translate(message: str) -> str:
    return MESSAGES.get(message, message)


def _translate_number(singular: str, plural: str, count: int) -> str:
    return _translate(singular if count == 1 else plural)


def install() -> None:
    """Make click speak Chinese in this process, and lay out its help pages for Chinese.

    click binds gettext's functions when it is imported and offers no other way than compiled catalogues found by
    the machine's locale; a clerk's machine may have any locale, so the two names are set here.
    """
    for name in _MODULES:
        module = sys.modules.get(f"click.{name}")
        for attribute, function in (("_", _translate), ("ngettext", _translate_number)):
            if hasattr(module, attribute):
                setattr(module, attribute, function)
    click.Context.formatter_class = ChineseFormatter


def error_text(problem: click.ClickException) -> str:
    """Return what to print for a problem that click found: what is wrong, and where the usage is explained."""
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        return problem.format_message()
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        text = f"没有写 {problem.param.get_error_hint(problem.ctx)}。"
    else:
        text = problem.format_message()
    text = _QUOTED.sub(r"\1", text).replace(", ", "、").replace("。 ", "。")
    context = getattr(problem, "ctx", None)
    return f"错误：{text}\n  看用法：{context.command_path if context else 'qdoc'} --help"


class ChineseFormatter(click.HelpFormatter):
    """Help pages in terminal columns, where a Chinese character takes two, broken between any two of them."""

    def write_heading(self, heading: str) -> None:
        """Write a section's heading with the Chinese colon."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        lead = f"{prefix or _translate('Usage:')}{prog} "
        lines = wrap(args, self.width - width(lead)) or [""]
        self.write(f"{lead}{lines[0]}".rstrip() + "\n")
        for line in lines[1:]:
            self.write(" " * width(lead) + line + "\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, broken to the width; one that starts with a backspace keeps its lines as they are."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write("\n")
            if paragraph.startswith("\b"):
                lines = paragraph.lstrip("\b\n").split("\n")
            else:
                lines = wrap(_join_lines(paragraph), self.width - self.current_indent)
            self.write("".join(f"{indent}{line}".rstrip() + "\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of terms and what they mean in two columns."""
        pairs = list(rows)
        first = min(max((width(term) for term, _ in pairs), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, meaning in pairs:
            lines = wrap(meaning, self.width - first - self.current_indent)
            if width(term) + col_spacing > first:
                self.write(f"{indent}{term}\n")
            else:
                self.write(
                    f"{indent}{term}{' ' * (first - width(term))}{lines.pop(0) if lines else ''}".rstrip() + "\n"
                )
            self.write("".join(f"{indent}{' ' * first}{line}\n" for line in lines))


def _join_lines(paragraph: str) -> str:
    """Join the lines of a docstring's paragraph: a space only between two Latin ends."""
    joined = ""
    for line in (part.strip() for part in paragraph.split("\n")):
        joined += (" " if joined and joined[-1] < "\u0300" and line[:1] < "\u0300" else "") + line
    return joined


def wrap(text: str, columns: int) -> list[str]:
    """Break ``text`` into lines of at most ``columns`` terminal columns: at spaces, and beside any wide character."""
    lines: list[list[str]] = [[]]
    for piece in _pieces(text):
        line = lines[-1]
        if line and width("".join(line)) + width(piece.rstrip()) > columns:
            lines.append([])
            if piece[0] in _NO_LINE_START and len(line) > 1 and width(line[-1] + piece.rstrip()) <= columns:
                lines[-1].append(line.pop())
        lines[-1].append(piece if lines[-1] else piece.lstrip())
    return [done for done in ("".join(line).strip() for line in lines) if done]


def _pieces(text: str) -> list[str]:
    """Cut ``text`` into the smallest pieces that may not be broken."""
    pieces: list[str] = []
    for char in text:
        wide = char_width(char) == 2
        glued = pieces and not wide and pieces[-1][-1] != " " and char_width(pieces[-1][-1]) != 2
        if glued or (char == " " and pieces):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
