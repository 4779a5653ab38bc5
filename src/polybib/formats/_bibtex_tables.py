"""What is called what: the entry types and fields of BibTeX and BibLaTeX, and CSL's types and variables.

Sources: BibTeX's btxdoc; the BibLaTeX manual 3.20, 2.1 and 2.2 (its aliases in appendix A); docs/formats.md shows all.
"""

from __future__ import annotations

from collections.abc import Mapping

# Reading: the CSL type of an entry type of either; misc is decided by what else is known.
CSL_TYPE = {
    "article": "article-journal", "suppperiodical": "article-journal", "review": "review", "periodical": "periodical",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book", "reference": "book",
    "mvreference": "book", "proceedings": "book", "mvproceedings": "book", "manual": "book", "commentary": "book",
    "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter", "incollection": "chapter",
    "suppcollection": "chapter", "inreference": "entry-encyclopedia", "inproceedings": "paper-conference",
    "conference": "paper-conference", "booklet": "pamphlet", "report": "report", "techreport": "report",
    "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis", "bachelorthesis": "thesis",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage", "unpublished": "manuscript",
    "patent": "patent", "standard": "standard", "dataset": "dataset", "software": "software", "artwork": "graphic",
    "image": "figure", "audio": "song", "music": "song", "movie": "motion_picture", "video": "broadcast",
    "performance": "performance", "legal": "hearing", "legislation": "legislation", "jurisdiction": "legal_case",
    "letter": "personal_communication", "bibnote": "document", "misc": "document",
}  # fmt: skip
# Writing: the entry type of a CSL type, in BibTeX and in BibLaTeX; every other type is "misc".
BIBTEX = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "review": "article",
    "review-book": "article", "book": "book", "classic": "book", "collection": "book", "musical_score": "book",
    "pamphlet": "booklet", "chapter": "incollection", "entry": "incollection", "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection", "paper-conference": "inproceedings", "report": "techreport",
    "thesis": "phdthesis",
}  # fmt: skip
BIBLATEX = {
    **BIBTEX,
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "report": "report", "thesis": "thesis",
    "webpage": "online", "post": "online", "post-weblog": "online", "article": "online", "patent": "patent",
    "standard": "standard", "legislation": "legislation", "bill": "legislation", "regulation": "legislation",
    "treaty": "legislation", "legal_case": "jurisdiction", "hearing": "legal", "dataset": "dataset",
    "software": "software", "graphic": "artwork", "figure": "image", "map": "image", "song": "music",
    "motion_picture": "movie", "broadcast": "video", "performance": "performance", "periodical": "periodical",
    "personal_communication": "letter", "manuscript": "unpublished", "speech": "unpublished",
}  # fmt: skip
SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}

# The fields of BibLaTeX that BibTeX calls otherwise; the left is what entries are made with.
RENAMED = {
    "journal": "journaltitle", "address": "location", "school": "institution", "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
}  # fmt: skip
ALIASES = {new: old for old, new in RENAMED.items() if old != "school"} | {
    "annote": "annotation", "lastchecked": "urldate", "lastaccessed": "urldate", "urlaccessdate": "urldate",
    "keyword": "keywords", "hyphenation": "langid", "archive": "archiveprefix", "lang": "language",
}  # fmt: skip
# Reading: the variable of a field, text; what depends on the type is decided in _bibtex_fields.
TEXT = {
    "journal": "container-title", "booktitle": "container-title", "maintitle": "container-title",
    "shortjournal": "container-title-short", "shorttitle": "title-short", "series": "collection-title",
    "volume": "volume", "volumes": "number-of-volumes", "part": "part-number", "chapter": "chapter-number",
    "pagetotal": "number-of-pages", "numpages": "number-of-pages", "publisher": "publisher", "school": "publisher",
    "institution": "publisher", "organization": "authority", "address": "publisher-place", "type": "genre",
    "eventtitle": "event-title", "venue": "event-place", "origtitle": "original-title",
    "origpublisher": "original-publisher", "origlocation": "original-publisher-place",
    "origlanguage": "custom.orig-language", "pubstate": "status", "version": "version", "isbn": "ISBN", "issn": "ISSN",
    "pmid": "PMID", "pmcid": "PMCID", "abstract": "abstract", "keywords": "keyword",
    "annotation": "annote", "eid": "number", "issue": "issue",
}  # fmt: skip
NAMES = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
}  # fmt: skip
DATES = {"urldate": "accessed", "eventdate": "event-date", "origdate": "original-date"}
ARTICLES = frozenset(("article", "suppperiodical", "review", "periodical"))  # `number` is an issue
BOOKS = frozenset(
    """book mvbook collection mvcollection reference mvreference proceedings mvproceedings inbook bookinbook suppbook
    incollection suppcollection inreference inproceedings conference""".split()
)  # `number` is the number in a series
FIXED_CONTAINER = (
    ARTICLES | BOOKS | {"booklet", "manual", "report", "techreport", "thesis", "phdthesis", "mastersthesis"}
)
SITES = frozenset(("online", "electronic", "www", "webpage"))  # `organization` is the site
# Types that BibLaTeX names by a key, and the genre that is meant.
GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis", "bachelorthesis": "Bachelor’s thesis", "candthesis": "Candidate thesis",
    "techreport": "Technical report", "resreport": "Research report", "software": "Software", "datacd": "CD-ROM",
    "audiocd": "Audio CD", "patent": "Patent", "patentus": "U.S. patent", "patenteu": "European patent",
    "patentde": "German patent", "patentuk": "British patent", "patentfr": "French patent",
    "patreq": "Patent request",
}  # fmt: skip
THESIS = "Thesis"  # the `type` of a @phdthesis whose degree is not known; else styles print "PhD thesis"
# Names of languages as babel and BibLaTeX know them, by BCP 47 tag; and further names that mean one.
LANGID = {
    "en": "english", "ru": "russian", "uk": "ukrainian", "be": "belarusian", "kk": "kazakh", "zh": "chinese",
    "ja": "japanese", "ko": "korean", "de": "german", "fr": "french", "es": "spanish", "it": "italian",
    "pt": "portuguese", "pl": "polish", "nl": "dutch", "cs": "czech", "sk": "slovak", "sv": "swedish", "da": "danish",
    "nb": "norwegian", "no": "norwegian", "fi": "finnish", "hu": "hungarian", "ro": "romanian", "bg": "bulgarian",
    "sr": "serbian", "hr": "croatian", "sl": "slovene", "el": "greek", "tr": "turkish", "la": "latin", "he": "hebrew",
    "ar": "arabic", "fa": "persian", "vi": "vietnamese", "lt": "lithuanian", "lv": "latvian", "et": "estonian",
    "ca": "catalan", "id": "indonesian", "mn": "mongolian",
}  # fmt: skip
LANGUAGES = {
    **{name: tag for tag, name in LANGID.items()}, "norwegian": "no", "american": "en-US", "usenglish": "en-US",
    "british": "en-GB", "ukenglish": "en-GB", "canadian": "en-CA", "australian": "en-AU", "newzealand": "en-NZ",
    "ngerman": "de", "nswissgerman": "de-CH", "swissgerman": "de-CH", "austrian": "de-AT", "naustrian": "de-AT",
    "francais": "fr", "acadian": "fr", "canadien": "fr-CA", "brazilian": "pt-BR", "brazil": "pt-BR",
    "portuges": "pt", "mexican": "es-MX", "nynorsk": "nn", "norsk": "nb", "slovenian": "sl", "bokmal": "nb",
    "bahasa": "id", "indonesian": "id", "magyar": "hu", "farsi": "fa", "polutonikogreek": "el", "afrikaans": "af",
    "galician": "gl", "icelandic": "is", "irish": "ga", "basque": "eu", "welsh": "cy", "thai": "th", "hindi": "hi",
    "macedonian": "mk", "armenian": "hy", "georgian": "ka", "latin": "la",
}  # fmt: skip


def csl_type(kind: str, subtype: str, held: Mapping[str, object]) -> str:
    """The CSL type of an entry, by its type, its `entrysubtype`, and what else is known of it.

    >>> csl_type("article", "newspaper", {}), csl_type("misc", "", {"URL": "x"}), csl_type("misc", "", {"DOI": "x"})
    ('article-newspaper', 'webpage', 'document')
    """
    from polybib.vocabulary import TYPES

    known = next((csl for csl, name in SUBTYPES.items() if name == subtype), subtype)
    if known in TYPES:
        return known
    preprint = any(held.get(name) for name in ("custom.arXiv", "custom.eprint"))
    if kind in ("article", "online", "misc", "unpublished") and preprint and not held.get("container-title"):
        return "article"
    if kind == "misc" and held.get("URL") and not any(held.get(name) for name in ("DOI", "ISBN", "publisher")):
        return "webpage"
    if kind == "misc" and held.get("publisher") and held.get("ISBN"):
        return "book"
    return CSL_TYPE.get(kind, "document")


def number_variable(kind: str) -> str:
    """What `number` is in an entry of a type.

    >>> number_variable("article"), number_variable("incollection"), number_variable("techreport")
    ('issue', 'collection-number', 'number')
    """
    return "issue" if kind in ARTICLES else "collection-number" if kind in BOOKS else "number"


def tag(name: str) -> str:
    """The BCP 47 tag of a language that babel, BibLaTeX or a person names; the name where it is not known.

    >>> tag("English"), tag("ngerman"), tag("pt-BR"), tag("Old Frisian")
    ('en', 'de', 'pt-BR', 'Old Frisian')
    """
    return LANGUAGES.get(name.strip().lower(), name)
