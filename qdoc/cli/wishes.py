"""Owns what a clerk may say of the letters on the command line: kind, basis, and the office's own blanks."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from qdoc.model import LedgerHead
    from qdoc.render.letter_docx import LetterOptions

LETTER = "交办单"
PLEDGE = "责任书"
BOTH = "两者"
KINDS = (LETTER, PLEDGE, BOTH)

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the commands that write letters, as they were given; None where they were not."""

    kind: str = LETTER
    basis: str | None = None
    date: str | None = None
    office: str | None = None
    contact: str | None = None
    phone: str | None = None
    feedback_by: str | None = None
    number: str | None = None
    source_punctuation: bool = False

    @property
    def quote(self) -> Callable[[str], str]:
        """How words of the notice print: full-width, or as they stand with --原标点 (docs/contract.md §5)."""
        from qdoc.parse.punctuation import full_width

        return str if self.source_punctuation else full_width

    def letter(self, head: LedgerHead, running: int) -> LetterOptions:
        """Return what letter ``running`` (from 1) prints; the notice's issuer is its office where none is given."""
        from qdoc.render.letter_docx import LetterOptions

        return LetterOptions(
            office=self.office or head.issuer,
            number=f"{self.number}{running}号" if self.number else None,
            date=self.date,
            contact=self.contact,
            phone=self.phone,
            feedback_by=self.feedback_by,
            assessment_basis=self.basis,
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
_OPTIONS = (
    click.option(
        "--kind", type=click.Choice(KINDS), default=LETTER, show_default=True, help="给每个单位写哪一种文件。"
    ),
    click.option("--basis", metavar="文字", help="签订责任书和考核的依据（文件名）；印在责任书上。"),
    date_option,
    click.option("--office", metavar="单位", help="交办单位；不写则用通知的发文机关，通知没写的印【待补】。"),
    click.option("--contact", metavar="姓名", help="交办单位的联系人；不写则印【待补】。"),
    click.option("--phone", metavar="号码", help="联系电话；不写则印【待补】。"),
    click.option("--feedback-by", metavar="时限", help="回执交回的时限，日期或一句话；不写则印【待补】。"),
    click.option(
        "--number", metavar="前缀", help="编号的前缀，如 云质办交〔2026〕：按份编为1号、2号……；不写则印【待补】。"
    ),
    punctuation_option,
)


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
