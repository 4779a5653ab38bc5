"""What is registered with Crossref, and what is not: why a work that was not found there may be right all the same.

Crossref registers DOIs for the publishers that are its members: journals and books of the larger ones, mostly in Latin
script and since about 2000. Laws, web pages, newspapers, archives and most theses are not there; China, Japan, Korea
and Russia have agencies of their own besides.
"""

from __future__ import annotations

from polybib.duplicates.facts import CONTAINERS, TITLES
from polybib.duplicates.skeleton import script
from polybib.model import Date, Name, Reference
from polybib.values import pinyin

LAW = "laws and other legal texts have no DOI"
WEB = "web pages have no DOI as a rule"
# Kinds of works that seldom have a DOI of Crossref, each with the sentence that says so.
KINDS = {
    "legislation": LAW, "bill": LAW, "regulation": LAW, "treaty": LAW, "hearing": LAW,
    "legal_case": "decisions of courts have no DOI as a rule",
    "webpage": WEB, "post": WEB, "post-weblog": WEB,
    "article-newspaper": "newspapers register no DOIs as a rule",
    "article-magazine": "most magazines register no DOIs",
    "interview": "interviews have no DOI as a rule", "personal_communication": "letters and messages have no DOI",
    "manuscript": "manuscripts and archival records have no DOI as a rule",
    "thesis": "most theses have no DOI of Crossref",
    "patent": "patents have no DOI", "speech": "talks have no DOI as a rule", "report": "most reports have no DOI",
    "standard": "most standards have no DOI", "pamphlet": "most pamphlets have no DOI",
    "book": "many books have no DOI",
    "paper-conference": "many conference papers have no DOI",
    "chapter": "many chapters of books have no DOI", "classic": "many books have no DOI",
    "entry-dictionary": "many entries of dictionaries have no DOI", "entry": "many entries have no DOI",
    "entry-encyclopedia": "many entries of encyclopedias have no DOI", "collection": "archives have no DOI as a rule",
    "software": "software has no DOI of Crossref", "dataset": "data sets have DOIs of DataCite, which is not searched",
    "map": "most maps have no DOI", "motion_picture": "films have no DOI as a rule",
    "broadcast": "broadcasts have no DOI",
    "song": "recordings have no DOI as a rule", "musical_score": "most scores have no DOI",
    "graphic": "pictures have no DOI",
    "figure": "pictures have no DOI as a rule", "performance": "performances have no DOI", "periodical": "",
}  # fmt: skip
UNSEARCHED = frozenset(
    """legislation bill regulation treaty hearing legal_case webpage post post-weblog article-newspaper interview
    personal_communication manuscript patent collection map motion_picture broadcast song graphic figure performance
    software""".split()
)
# Languages of whose works only some are registered with Crossref, with their names.
LANGUAGES = {
    "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "ru": "Russian", "uk": "Ukrainian", "be": "Belarusian",
    "kk": "Kazakh", "ky": "Kyrgyz", "tg": "Tajik", "mn": "Mongolian",
    "bg": "Bulgarian", "sr": "Serbian", "fa": "Persian",
    "ar": "Arabic", "he": "Hebrew", "th": "Thai", "vi": "Vietnamese", "hi": "Hindi", "ka": "Georgian", "hy": "Armenian",
}  # fmt: skip
SCRIPTS = {"han": "Chinese or Japanese", "cyrillic": "Russian and other Cyrillic", "other": "such"}
EARLY = 1960


def searched(reference: Reference) -> bool:
    """Does a search at Crossref make sense for a reference without a DOI?

    >>> searched(Reference("legislation", {})), searched(Reference("book", {}))
    (False, True)
    """
    numbered = bool(reference.text("volume") or reference.text("issue")) and bool(reference.text("page"))
    return reference.type not in UNSEARCHED or numbered


def outside(reference: Reference) -> str:
    """Why a work may be right although Crossref does not have it; empty where one would expect it there.

    >>> from polybib.model import Field
    >>> outside(Reference("article-journal", {"title": Field("数字经济研究")}))
    'many Chinese or Japanese works have no DOI of Crossref'
    >>> named = {"title": Field("Smart Cities"), "container-title": Field("Asia Journal")}
    >>> outside(Reference("article-journal", named))
    ''
    """
    kind = KINDS.get(reference.type, "")
    if kind and not (reference.type in UNSEARCHED and searched(reference)):
        return kind
    language = _language(reference)
    if language:
        return f"many {language} works have no DOI of Crossref"
    if _translated(reference):
        return "this may be the translated title of a Chinese work, and many of these have no DOI of Crossref"
    if not any(reference.text(name) for name in (*CONTAINERS, "volume", "page", "event-title")):
        return "no journal, book or pages are told, so that this may be a book or another work without a DOI"
    issued = reference.fields.get("issued")
    year = issued.value.year if issued and isinstance(issued.value, Date) else None
    if year and year < EARLY:
        return f"many works from before {EARLY} have no DOI"
    return ""


def _language(reference: Reference) -> str:
    """The name of the work's language where few works in it are registered."""
    code = reference.text("language")[:2].lower()
    if code in LANGUAGES:
        return LANGUAGES[code]
    scripts = [script(text) for name in TITLES if (text := reference.text(name))]
    return next((SCRIPTS[one] for one in scripts if one in SCRIPTS), "")


def _translated(reference: Reference) -> bool:
    """Does a list in a Chinese or Russian style have Chinese authors only, and the title in English?"""
    held = reference.fields.get("author")
    people = held.value if held is not None and isinstance(held.value, tuple) else ()
    names = [one for one in people if isinstance(one, Name)]
    chinese = [pinyin.is_surname(one.family) and len(one.given.replace(".", "")) > 2 for one in names if one.family]
    return reference.style in ("gbt7714", "gost", "china_studies", "zh_notes") and bool(chinese) and all(chinese)
