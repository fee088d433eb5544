"""Owns the proof of the made files: what a rendered page measures, what a package may not hold. Word is never run."""
