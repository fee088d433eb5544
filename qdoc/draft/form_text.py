"""Owns a draft's form as plain text: a line a field, then the text; ``parse_draft`` reads it back."""

from __future__ import annotations

from qdoc.draft.forms import KIND_LABEL, DraftForm


def form_text(form: DraftForm) -> str:
    """The form as lines 项目：内容, a blank line, and the text (or the kind's hints, which are never printed)."""
    head = [f"{KIND_LABEL}：{form.kind.name}"]
    head += [f"{label}：{form.values.get(label, '')}" for label in form.kind.labels]
    body = [line.text for line in form.lines] or list(form.kind.placeholder)
    return "\n".join([*head, "", *body, ""])
