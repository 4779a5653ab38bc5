"""Formatted bibliographies: a style is found, an engine renders each language of the list, the entries become text."""
