"""Owns the check of packages made of python-docx's stock document: all faults but its styles' theme fonts."""

from __future__ import annotations

from qdoc.proof.package_faults import package_faults


def faults(data: bytes) -> list[str]:
    """What is wrong with a package; nothing where it is sound."""
    return [fault for fault in package_faults(data, "样本.docx") if "主题字体" not in fault]
