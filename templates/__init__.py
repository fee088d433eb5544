"""Word templates shipped with qdoc; see docx/README.md for every field."""
