"""Owns what a clerk may say of the letters on the command line, and that it goes before 单位信息.xlsx."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qdoc.cli.settings_file import settings_option
from qdoc.cli.styles import templates_option

if TYPE_CHECKING:
    from qdoc.model import LedgerHead, Office
    from qdoc.render.letter_docx import LetterOptions

LETTER = "任务交办单"
PLEDGE = "责任书"

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the commands that write letters, as they were given; None where they were not.

    ``kinds``: names of ``letter_docx.KINDS`` in the order given, each once. ``templates``: a folder of the office's
    own templates. ``merge``: one file to print beside the letters. ``as_of``: the day up to which progress is told.
    ``urgency`` is printed on 督办单; ``within``: days before its last day that make an item due on 催办单.
    """

    kinds: tuple[str, ...] = (LETTER,)
    basis: str | None = None
    date: str | None = None
    office: str | None = None
    leader: str | None = None
    contact: str | None = None
    phone: str | None = None
    feedback_by: str | None = None
    number: str | None = None
    as_of: str | None = None
    urgency: str | None = None
    within: int = 15
    settings: str | None = None
    templates: str | None = None
    merge: bool = False
    source_punctuation: bool = False

    @property
    def quote(self) -> Callable[[str], str]:
        """How words of the notice print: full-width, or as they stand with --原标点 (docs/contract.md §5)."""
        from qdoc.parse.punctuation import full_width

        return str if self.source_punctuation else full_width

    def prefix(self, kind: str, office: Office | None = None) -> str:
        """The prefix of the numbers of ``kind``: ``--number`` for every kind, else 单位信息.xlsx, else ""."""
        return self.number or (office.number_for(kind) if office else "")

    def letter(
        self, head: LedgerHead, kind: str, running: int, unit: str = "", office: Office | None = None
    ) -> LetterOptions:
        """Return what a document of ``kind`` prints for ``unit`` (the letter's department).

        An option goes before 单位信息.xlsx, that before the notice (its issuer is the office); what nobody says is
        None and prints 【待补】. ``running``: the number in the series of its prefix, from 1 (``Numbers``).
        """
        from qdoc.model import Office
        from qdoc.render.letter_docx import LetterOptions

        own = office or Office()
        prefix = self.prefix(kind, own)
        return LetterOptions(
            office=self.office or own.name or head.issuer,
            number=f"{prefix}{running}号" if prefix else None,
            date=self.date,
            contact=self.contact or own.contact or None,
            phone=self.phone or own.phone or None,
            feedback_by=self.feedback_by or own.feedback_by or None,
            assessment_basis=self.basis,
            leader=self.leader or own.leader or None,
            unit=own.unit(unit, head.year),
            as_of=self.as_of,
            urgency=self.urgency,
            within=self.within,
            quote=self.quote,
        )


def read_day_option(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Take an option's value as a day and return it as YYYY-MM-DD; click.BadParameter for anything else."""
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"“{value}”不是日期，请写成 2026-03-15 这样。") from None


def read_period_option(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Take an option's value as a period of returns (2026Q3 or a day); click.BadParameter for anything else."""
    if value is None:
        return None
    from qdoc.asking import period_name
    from qdoc.errors import UsageError

    try:
        period_name(value)
    except UsageError as problem:
        raise click.BadParameter(f"{problem.message}，请{problem.hint}。") from None
    return value


def _full_names(_ctx: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that were asked for, each once: a name of KINDS, or the end of one that fits no other (交办单)."""
    if not given:
        return (LETTER,)
    from qdoc.render.letter_docx import KINDS

    names: dict[str, None] = {}
    for word in given:
        fits = [name for name in KINDS if name == word] or [name for name in KINDS if name.endswith(word) and word]
        if len(fits) != 1:
            raise click.BadParameter(f"“{word}”不在可选的值里：{'、'.join(KINDS)}；要几种就写几次 --kind。")
        names[fits[0]] = None
    return tuple(names)


date_option = click.option(
    "--date", metavar="年-月-日", callback=read_day_option, help="印在文件上的日期；不写则印【待补】。"
)
punctuation_option = click.option(
    "--原标点",
    "--source-punctuation",
    "source_punctuation",
    is_flag=True,
    help="引文照抄通知的标点；不写则半角改全角。",
)
within_option = click.option(
    "--within",
    metavar="天数",
    type=click.IntRange(0, 366),
    default=15,
    show_default=True,
    help="离时限还有几天算临近，列入催办单。",
)
_OPTIONS = (
    click.option(
        "--kind", "kinds", metavar="种类", multiple=True, callback=_full_names,
        help="给每个单位写哪种文件：任务交办单、责任书、督办单、催办单、办理情况报告；可写多次，不写则只写任务交办单。",
    ),
    settings_option,
    templates_option,
    click.option("--merge", is_flag=True, help="另把每种文件各合成一个文件，便于一次打印。"),
    click.option("--basis", metavar="文字", help="签订责任书和考核的依据（文件名）；印在责任书上。"),
    date_option,
    click.option("--as-of", metavar="年-月-日", callback=read_day_option, help="进展截至哪一天；不写则印【待补】。"),
    click.option("--urgency", metavar="程度", help="督办单上的紧急程度，如 特急、加急；不写则印【待补】。"),
    within_option,
    click.option("--office", metavar="单位", help="交办单位；不写则用设置里的，再不然用通知的发文机关。"),
    click.option("--leader", metavar="姓名", help="本单位分管领导；不写则用设置里的，没有就印【待补】。"),
    click.option("--contact", metavar="姓名", help="交办单位的联系人；不写则用设置里的，没有就印【待补】。"),
    click.option("--phone", metavar="号码", help="联系电话；不写则用设置里的，没有就印【待补】。"),
    click.option("--feedback-by", metavar="时限", help="回执交回的时限，日期或一句话；不写则用设置里的。"),
    click.option(
        "--number",
        metavar="前缀",
        help="编号的前缀，如 云质办交〔2026〕：按份编为1号、2号……，重出照 分发清单.xlsx 里的原号；"
        "不写则用设置里的，没有就印【待补】。",
    ),
    punctuation_option,
)  # fmt: skip


def letter_options(command: _Command) -> _Command:
    """Add the options of the commands that write letters; the command gets them as one argument ``wishes``."""

    @functools.wraps(command)
    def with_wishes(**given: Any) -> Any:
        mine = {one.name: given.pop(one.name) for one in fields(Wishes)}
        return command(wishes=Wishes(**mine), **given)

    wrapped: Any = with_wishes
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    result: _Command = wrapped
    return result
