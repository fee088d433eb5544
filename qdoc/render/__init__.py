"""Owns values → bytes: the package, the template engine, the official page, then one file a document."""
