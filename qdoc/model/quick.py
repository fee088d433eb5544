"""Owns making frozen, slotted dataclasses quickly: the same class with an ``__init__`` that costs a third.

The standard one calls ``object.__setattr__`` for every field; the nouns marked ``@quick`` are made by the thousand.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from types import FunctionType


def quick(noun: type) -> type:
    """Give a class made by ``@dataclass(frozen=True, slots=True)`` a quick ``__init__`` of the same signature.

    While its fields are set the object is of a twin class, which has the same slots and is not frozen. Equality,
    hash, order of fields, defaults, ``replace`` and the refusal to be changed stay those of the dataclass. For final
    classes only, without base, ``__post_init__`` and default factories; others are a TypeError.
    """
    parts = fields(noun)
    if noun.__base__ is not object or hasattr(noun, "__post_init__"):
        raise TypeError(f"{noun.__qualname__}: only a dataclass without base and __post_init__ can be made quickly")
    if any(not part.init or part.kw_only or part.default_factory is not MISSING for part in parts):
        raise TypeError(f"{noun.__qualname__}: only plain fields with plain defaults can be set quickly")
    names = [part.name for part in parts]
    twin = type(noun.__name__, (), {"__slots__": tuple(names)})
    known: dict[str, object] = {f"_{part.name}": part.default for part in parts if part.default is not MISSING}
    known |= {"_become": object.__dict__["__class__"].__set__, "_Twin": twin, "_Noun": noun}
    words = ", ".join(f"{name}=_{name}" if f"_{name}" in known else name for name in names)
    lines = ["_become(self, _Twin)", *(f"self.{name} = {name}" for name in names), "_become(self, _Noun)"]
    exec(f"def __init__(self, {words}):\n " + "\n ".join(lines), known)
    made = known["__init__"]
    assert isinstance(made, FunctionType)
    made.__module__, made.__qualname__ = noun.__module__, f"{noun.__qualname__}.__init__"
    made.__annotations__ = noun.__init__.__annotations__  # type: ignore[misc]  # that of the class, not of an object
    noun.__init__ = made  # type: ignore[misc]
    return noun
