"""Formatted bibliographies: a style is found, an engine renders each language of the list, and the entries become text, HTML, Markdown, LaTeX or DOCX."""
