"""Owns the package's version and nothing heavy: importing qdoc loads no other room."""

__version__ = "0.1.0"
