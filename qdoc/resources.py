"""Owns where the shipped templates and corpora live, in a wheel and in a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def template(name: str) -> Traversable:
    """Return the shipped Word template ``name`` (such as ``任务交办单.docx``); it may not exist."""
    return files("qdoc.templates").joinpath("docx", name)


def templates() -> tuple[Traversable, ...]:
    """Return the shipped Word templates, by name."""
    folder = files("qdoc.templates").joinpath("docx")
    return tuple(sorted((p for p in folder.iterdir() if p.name.endswith(".docx")), key=lambda path: path.name))


def corpus(name: str) -> Traversable:
    """Return the shipped knowledge file ``name`` (such as ``departments.tsv``); it may not exist."""
    return files("qdoc.corpora").joinpath(name)
