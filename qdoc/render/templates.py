"""Owns Word templates: the one Jinja environment, compiling a .docx once and filling it many times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from qdoc.errors import TemplateRefused
from qdoc.model import Diagnostic, Severity
from qdoc.render.package import Frame, Member, lay_out, pack, read_package, write_package
from qdoc.render.template_assemble import Assembled, assemble, has_literals
from qdoc.render.template_cells import Merging
from qdoc.render.template_check import check_blocks, check_forbidden, check_words, parse_alone
from qdoc.render.template_code import WordCode, plain_text, word_text
from qdoc.render.template_fields import Fields, check_fields, check_fields_apart
from qdoc.render.template_heal import Fault, Tag, Work
from qdoc.render.template_limits import (
    BROKEN,
    NESTED,
    OPERATORS,
    check_call,
    check_operator,
    guarded,
    joined,
    meter,
    metered,
)
from qdoc.render.template_open import Part, open_parts
from qdoc.render.template_parts import NewParts
from qdoc.render.template_scopes import find_tags
from qdoc.render.template_syntax import runtime_words
from qdoc.render.template_tidy import Tidy, tidy_for
from qdoc.render.template_values import DROPPED, FILTERS, paragraph_value, plain_value, run_value, word_value

# Filters that would put unescaped or foreign markup into the XML.
_UNSAFE_FILTERS = ("safe", "urlize", "xmlattr", "tojson", "pprint")
_NO_CHANCE = ("random",)  # same values, same bytes
_TAGS = re.compile(r"^[^<>]*>|<[^>]*>|<[^>]*$")
_HINT = "请在 Word 或 WPS 中改好模板后重试"


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja with a clerk's templates in mind: a record's own keys go before anything Python calls by the same name."""

    code_generator_class = WordCode
    word_text, plain_text = staticmethod(word_text), staticmethod(plain_text)
    meter, joined = staticmethod(meter), staticmethod(joined)
    intercepted_binops = OPERATORS

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """``left operator right``, unless it is beyond all measure. Raises TooMuch."""
        check_operator(operator, left, right)
        made = super().call_binop(context, operator, left, right)
        meter().make(made)
        return made

    def call(__self, __context: Any, __obj: Any, *args: Any, **named: Any) -> Any:  # noqa: N805  as in Jinja
        """Call, unless the arguments are beyond all measure. Raises TooMuch."""
        check_call(__obj, args, named)
        made = super().call(__context, __obj, *args, **named)
        if isinstance(getattr(__obj, "__self__", None), str | bytes):
            meter().make(made)
        return made

    def getattr(self, obj: Any, attribute: str) -> Any:
        if obj.__class__ is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """The one environment: immutable sandbox, autoescape, strict undefined, no loader, the filters of the README."""
    made = _Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=word_value,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    for name in (*_UNSAFE_FILTERS, *_NO_CHANCE):
        made.filters.pop(name, None)
    made.globals.pop("lipsum")  # chance again
    made.filters.update({name: guarded(name, apply) for name, apply in made.filters.items()})
    for name in ("e", "escape", "forceescape"):
        made.filters[name] = lambda value: value  # everything is escaped once anyway
    made.globals["_merging"] = Merging
    made.filters.update(FILTERS, _plain=plain_value, _run=run_value, _paragraph=paragraph_value)
    return made


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled document and what the clerk should know about it (dropped control characters)."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Compiled:
    name: str
    label: str
    template: jinja2.Template
    assembled: Assembled
    tidy: Tidy
    drawings: bool


class Template:
    """A Word file with tags, compiled. Parts without tags keep their bytes; the others are rendered by Jinja.

    Args:
        data: the bytes of the .docx.
        name: the file as the user calls it, for messages.
        fields: the known fields (name → meaning, record or list of records); unknown names are then errors.

    Raises TemplateRefused with every error and its place; DamagedFile, EncryptedFile, LimitExceeded for a bad file.
    """

    def __init__(self, data: bytes, name: str, fields: Fields | None = None) -> None:
        self.name = name
        members, compiled, faults, self.warnings = _compile(data, name, fields)
        if faults:
            raise TemplateRefused(_list(faults), file=name, hint=_HINT)
        dynamic = {each.name for each in compiled}
        self._members = members
        self._frame: Frame = lay_out(member for member in members if member.name not in dynamic)
        self._compiled = compiled

    def render(self, context: Mapping[str, object]) -> bytes:
        """Fill the template and return the .docx. Raises TemplateRefused where a tag finds no value. See ``fill``."""
        return self.fill(context).data

    def fill(self, context: Mapping[str, object]) -> Filled:
        """Fill the template; control characters that Word cannot hold are dropped with a diagnostic each part."""
        diagnostics: list[Diagnostic] = []
        members: list[Member] = []
        with metered(), NewParts(self._members) as new:
            for part in self._compiled:
                new.owner = part.name
                text = self._text(part, context)
                if DROPPED in text:
                    diagnostics.append(_dropped(part.label, text))
                    text = text.replace(DROPPED, "")
                text = part.tidy(new.set_apart(text) if new.apart else text)
                members.append(pack(part.name, (new.numbered(text) if part.drawings else text).encode()))
        if new.grown:
            return Filled(write_package(lay_out(new.woven(members))), tuple(diagnostics))
        return Filled(write_package(self._frame, members), tuple(diagnostics))

    def _text(self, part: _Compiled, context: Mapping[str, object]) -> str:
        template = part.template
        try:
            return "".join(template.root_render_func(template.new_context(dict(context))))
        except Exception as error:
            raise _refusal(error, part, self.name) from error


def check_template(data: bytes, name: str, fields: Fields | None = None) -> tuple[Diagnostic, ...]:
    """List every error and warning of a template as diagnostics, without filling it.

    Raises DamagedFile, EncryptedFile or LimitExceeded where the file itself cannot be read.
    """
    _, _, faults, warnings = _compile(data, name, fields)
    listed = [(fault, Severity.ERROR) for fault in faults] + [(fault, Severity.WARNING) for fault in warnings]
    return tuple(Diagnostic(fault.code, severity, str(fault), hint=fault.hint) for fault, severity in listed)


def find_faults(data: bytes, name: str, fields: Fields | None = None) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """The errors and the warnings of ``check_template`` with their parts (place, tag, message, next step) apart."""
    _, _, faults, warnings = _compile(data, name, fields)
    return tuple(faults), warnings


def _compile(
    data: bytes, name: str, fields: Fields | None
) -> tuple[tuple[Member, ...], tuple[_Compiled, ...], list[Fault], tuple[Fault, ...]]:
    members = read_package(data, name)
    parts, faults = open_parts(members, name)
    compiled: list[_Compiled] = []
    warnings: list[Fault] = []
    for part in parts:
        made, part_faults, part_warnings = _compile_part(part, fields)
        faults += part_faults
        warnings += part_warnings
        if made is not None:
            compiled.append(made)
    if faults:
        from qdoc.render.template_order import settle

        faults = settle(faults, members, name)
    return members, tuple(compiled), faults, tuple(warnings)


def _compile_part(part: Part, fields: Fields | None) -> tuple[_Compiled | None, list[Fault], list[Fault]]:
    work = find_tags(part.root, part.label)
    if not work.tags and not has_literals(part.root):
        return None, work.faults, work.warnings
    try:
        return _compile_work(part, work, fields)
    except BROKEN:
        return None, [*work.faults, Fault("T014", part.label, "", NESTED)], work.warnings


def _compile_work(part: Part, work: Work, fields: Fields | None) -> tuple[_Compiled | None, list[Fault], list[Fault]]:
    one, assembled = environment(), assemble(work)
    tags = assembled.tags
    faults = work.faults + check_forbidden(tags) + check_words(tags, one) + check_blocks(assembled.marked, work.tags)
    try:
        tree = one.parse(assembled.source)
    except jinja2.TemplateSyntaxError as error:
        return None, _in_order(faults + _told_apart(faults, error, assembled, fields), assembled), work.warnings
    if fields is not None:
        faults += check_fields(tree, assembled.tag_at, fields)
    if faults:
        return None, _in_order(faults, assembled), work.warnings
    template = one.from_string(tree)
    drawings = next(part.root.iter("{*}docPr"), None) is not None
    return _Compiled(part.name, part.label, template, assembled, tidy_for(work), drawings), [], work.warnings


def _told_apart(
    known: list[Fault], error: jinja2.TemplateSyntaxError, assembled: Assembled, fields: Fields | None
) -> list[Fault]:
    """The whole could not be parsed: look at each tag alone, its words and its fields."""
    trees, faults = parse_alone(assembled.tags, environment())
    if fields is not None:
        faults += check_fields_apart(trees, fields)
    if known or faults:
        return faults
    tag = assembled.tag_at(error.lineno)
    return [Fault("T014", tag.place, tag.source, f"写法有误：{error.message}")]


def _in_order(faults: list[Fault], assembled: Assembled) -> list[Fault]:
    """The faults as they follow in the document, each once."""
    order = {(tag.place, tag.source): index for index, tag in reversed(list(enumerate(assembled.tags)))}
    return sorted(dict.fromkeys(faults), key=lambda fault: order.get((fault.place, fault.tag), -1))


def _list(faults: list[Fault]) -> str:
    lines = [f"模板有 {len(faults)} 处错误，未生成任何文件"]
    return "\n".join(lines + [f"  {number}. {fault}" for number, fault in enumerate(faults, 1)])


def _refusal(error: Exception, part: _Compiled, name: str) -> TemplateRefused:
    """Say at which tag filling stopped: the last frame of the traceback that runs in the template."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__jinja_template__") is part.template or trace.tb_frame.f_code.co_name in {
            "root",
            "macro",
        }:
            line = part.template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    tag: Tag = part.assembled.tag_at(line)
    reason = runtime_words(str(error))
    if isinstance(error, jinja2.UndefinedError):
        missing = re.search(r"'([^']*)'(?: is undefined)?$|attribute '([^']*)'", reason)
        reason = f"没有“{(missing[1] or missing[2]) if missing else tag.body}”的值"
    return TemplateRefused(_list([Fault("T020", tag.place, tag.source, reason)]), file=name, hint=_HINT)


def _dropped(label: str, text: str) -> Diagnostic:
    at = text.index(DROPPED)
    near = _TAGS.sub("", text[max(at - 200, 0) : at + 200]).replace(DROPPED, "□")
    middle = near.find("□")
    shown = near[max(middle - 10, 0) : middle + 11]
    count = text.count(DROPPED)
    message = f"{label}的内容里有 {count} 个控制字符，Word 不能保存，已去掉（在“{shown}”处，□为原位置）"
    return Diagnostic("R001", Severity.WARNING, message, hint="请检查来源文字是否由损坏的文件复制而来")
