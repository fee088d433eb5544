"""Owns the exceptions that callers see and the exit codes they end in (docs/contract.md §7)."""

from __future__ import annotations

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_REFUSED = 3
EXIT_PARTLY_FAILED = 4
EXIT_BUG = 70


class QdocError(Exception):
    """A problem that the caller can mend: a Chinese message that names the file, the place, the rule and the next step.

    Args:
        message: what happened, in Chinese, without the next step.
        file: the file concerned, as the user named it.
        place: where in the file (page, paragraph, cell), in the user's terms.
        rule: the rule or promise that was applied.
        hint: the next step.
    """

    exit_code = EXIT_USAGE

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        place: str | None = None,
        rule: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.place = place
        self.rule = rule
        self.hint = hint

    def __str__(self) -> str:
        where = "，".join(part for part in (self.file, self.place) if part)
        lines = [f"{where}：{self.message}" if where else self.message]
        if self.rule:
            lines.append(f"  规则：{self.rule}")
        if self.hint:
            lines.append(f"  下一步：{self.hint}")
        return "\n".join(lines)


class UsageError(QdocError):
    """The command was called in a way that cannot be carried out."""

    exit_code = EXIT_USAGE


class InputRefused(QdocError):
    """A file is unsafe or cannot be read."""

    exit_code = EXIT_REFUSED


class EncodingUnknown(InputRefused):
    """A text is neither UTF-8, UTF-16 nor GB18030."""


class UnsupportedFormat(InputRefused):
    """A file of a kind that qdoc does not read."""


class EncryptedFile(InputRefused):
    """A file is protected by a password."""


class DamagedFile(InputRefused):
    """A file is cut off or its structure is broken."""


class LimitExceeded(InputRefused):
    """A file passes a limit of size, members, depth, time or memory."""


class ScannedDocument(InputRefused):
    """A PDF has pages but no text."""


class LedgerRefused(InputRefused):
    """A ledger cannot be taken back as it is; the message names the cells."""


class LedgerChanged(QdocError):
    """The ledger on disk changed since it was read; nothing was written."""

    exit_code = EXIT_REFUSED


class EventRefused(QdocError):
    """An act does not fit the item's life so far (an extension after 销号, 办结 by nobody); nothing was changed."""

    exit_code = EXIT_REFUSED


class TemplateRefused(QdocError):
    """A Word template has errors; the message lists all of them with their places."""

    exit_code = EXIT_REFUSED


class OutputRefused(QdocError):
    """A file cannot be written where it was asked for."""

    exit_code = EXIT_REFUSED
