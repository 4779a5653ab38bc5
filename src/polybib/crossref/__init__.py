"""Crossref and the other agencies of DOIs: asking them, and matching references to their records."""
