"""Knowledge shipped with qdoc as data: units, verbs, units of measure; each row names its source."""
