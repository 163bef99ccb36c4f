"""The text of a place: its words, the keys of names, the ways to read it. Nothing is looked up here."""
