"""The parts of examples/year.py: an invented district whose units fill in forms by hand, and a recount without qdoc."""
