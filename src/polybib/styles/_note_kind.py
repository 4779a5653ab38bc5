"""What kind of work a note cites, and what the stretch after a title is, by words (data) and by company."""

from __future__ import annotations

from collections.abc import Callable

from polybib import words
from polybib.model import Span
from polybib.styles import _lexicon, _note_places
from polybib.styles._scan import compiled
from polybib.styles._sheet import Sheet, cjk
from polybib.values import bodies

DOMAIN = r"(?:https?://)?(?:[\w-]+\.)+(?:com|org|net|cn|ru|edu|gov|info|io|jp|kr|tw|hk|uk|de|fr|eu|by|ua|kz)(?:/\S*)?"

NUMBER_LAST = r"\s*\([^()]*\)\s*$|,?\s(?:[Nn]o|[Nn]r|№)\.?\s?\S+$"  # "Cybercrime Law no. 175", "Law (draft)"


def is_publisher(text: str) -> bool:
    return bodies.is_publisher(text) or _lexicon.found("sign.publisher", text)


def is_body(text: str) -> bool:
    return bodies.is_body(text) or _lexicon.found("kind.body", text)


def is_journal(text: str) -> bool:
    return _lexicon.found("kind.journal", text) or _lexicon.found("kind.journal-romanised", text)


def is_newspaper(text: str) -> bool:
    return bodies.is_newspaper(text)


def is_magazine(text: str) -> bool:
    return bodies.is_magazine(text)


def role(sheet: Sheet, text: str) -> str:
    """What the first unclaimed stretch after a title is."""
    if "thesis" in sheet.signs:
        return "publisher"
    if _lexicon.begins("kind.interview", sheet.first("title")) and _note_places.is_place(text):
        return "event-place"
    if is_event(text) and not is_newspaper(text) and not sheet.signs & {"volume", "issue", "page", "host"}:
        return "event-title"
    if (
        _note_places.is_place(text)
        and not sheet.signs & {"volume", "issue", "volume-issue"}
        and _only_place(sheet, text)
    ):
        return "publisher-place"
    if (
        "page" in sheet.signs
        and is_body(text)
        and not is_journal(text)
        and sheet.has("author")
        and is_body(sheet.first("author"))
    ):
        return "publisher"
    if sheet.signs & {"volume", "issue", "volume-issue", "host", "imprint", "page"}:
        return "container-title"
    if (is_publisher(text) or "italic-title" in sheet.signs) and not sheet.signs & {"day", "URL"}:
        return "publisher"
    if is_newspaper(text) or is_magazine(text) or compiled(DOMAIN).fullmatch(text.strip()):
        return "container-title"
    if is_body(text):
        if document(sheet) or "on-file" in sheet.signs:
            return "author" if not sheet.has("author") else "publisher"
        if "URL" in sheet.signs:
            return "container-title"
        return "publisher" if sheet.has("author") else "author"
    if (
        sheet.signs & {"day", "URL"}
        or is_journal(text)
        or _lexicon.found("kind.proceedings", text)
        or compiled(r"\p{L}\.(?:\s|$)").search(text)
    ):
        return "container-title"
    return "publisher" if "dated" in sheet.signs or "year-first" in sheet.signs else "container-title"


def _only_place(sheet: Sheet, text: str) -> bool:
    """Beside an address it can be a site's name, but not after a report's or an act's title when its maker is known."""
    return "URL" not in sheet.signs or (bool(document(sheet)) and sheet.has("author"))


def is_event(text: str) -> bool:
    """A meeting with its theme, number or year, not a body that is called a conference."""
    if cjk(text) and _lexicon.ends("kind.event", text):
        return True
    for _, _, after in _lexicon.matches("kind.event", text):
        if (
            _lexicon.begins("note.about", after)
            or compiled(r"\d|[:“\"(]").search(text)
            or _lexicon.found("kind.event-mark", text)
        ):
            return True
    return False


def reach(sheet: Sheet, chunks: list[Span], role: str) -> int:
    """How many of the stretches, counted from the first, the main one covers: its last index."""
    if role == "publisher":
        return _joined(sheet, chunks, lambda text: not _note_places.is_place(text))
    if role != "container-title":
        return 0
    stop = min(_claimed_after(sheet, chunks[0].start), _bracket_after(sheet, chunks[0].start))
    if ("editor" in sheet.signs and "host" in sheet.signs) or (
        sheet.signs & {"volume", "issue", "volume-issue"} and "host" not in sheet.signs
    ):
        last = max((n for n, c in enumerate(chunks) if c.end <= stop), default=0)
        while last > 0 and _note_places.is_place(sheet.work[slice(*chunks[last])]) and "host" in sheet.signs:
            last -= 1
        return last
    return _joined(sheet, chunks, lambda text: text[:1].islower() or sum(w[:1].islower() for w in text.split()) > 1)


def _claimed_after(sheet: Sheet, start: int) -> int:
    """Where the first editor or number after a position stands."""
    labels = ("volume", "issue", "volume-issue", "editor", "page", "edition")
    return min((s.start for s in sheet.out if s.label in labels and s.start > start), default=sheet.end)


def _bracket_after(sheet: Sheet, start: int) -> int:
    """Where a bracket with a date or an imprint opens."""
    found = compiled(r"\([^()]*\ue001").search(sheet.work, start, sheet.end)
    return found.start() if found else sheet.end


def _joined(sheet: Sheet, chunks: list[Span], goes_on: Callable[[str], bool]) -> int:
    """The last of the neighbouring stretches, divided by commas alone, that still belong to the first."""
    last = 0
    while last + 1 < len(chunks):
        between = sheet.work[chunks[last].end : chunks[last + 1].start].strip()
        if between not in (",", "") or not goes_on(sheet.work[slice(*chunks[last + 1])]):
            break
        last += 1
    return last


def titles(sheet: Sheet) -> str:
    return " | ".join(sheet.first(label) for label in ("title", "custom.title-original") if sheet.first(label))


def document(sheet: Sheet) -> str:
    """Is the work an official document or a report, by the words of its title? Its CSL type, or ""."""
    title, original = sheet.first("title"), sheet.first("custom.title-original")
    author = sheet.first("author")
    if headline(title) or headline_original(original) or (author and not is_body(author)) or sheet.has("editor"):
        return ""
    if report_title(title) or _lexicon.ends("kind.report", original):
        return "report"
    if _lexicon.ends("kind.legislation", original) or (not original and _legal(title)) or _legal(title):
        return "legislation"
    return ""


def _legal(title: str) -> bool:
    """A legal act is named at the start or at the end of its title ("Opinions on ...", "... Cybersecurity Law"), or
    before "on", "of", "for" ("State Council Notice on ...")."""
    return (
        _lexicon.begins("kind.legislation", title)
        or _lexicon.ends("kind.legislation", compiled(NUMBER_LAST).sub("", title))
        or any(_lexicon.begins("note.about", after) for _, _, after in _lexicon.matches("kind.legislation", title[:90]))
    )


def report_title(title: str) -> bool:
    return _lexicon.ends("kind.report", title) or _lexicon.begins("kind.report", title)


def headline(title: str) -> bool:
    """A verb in the present tense among the first words: a piece of news, not the document it reports."""
    words = title.split()[1:7]
    return _lexicon.found("kind.headline", " ".join(words)) and not _lexicon.begins("kind.legislation", title)


def headline_original(original: str) -> bool:
    """ "中共中央 国务院印发《...》", "李彦宏委员建议设立...": a verb of reporting, and no "关于" before it."""
    if compiled(r"[》」』]\s*$").search(original):
        return True
    return _lexicon.found("kind.headline-original", original) and not _lexicon.found("kind.about-original", original)


def kind(sheet: Sheet) -> str:
    """The CSL type."""
    for test in (_plain_kinds, _container_kinds, _other_kinds):
        found = test(sheet)
        if found:
            return found
    return "document"


def _plain_kinds(sheet: Sheet) -> str:
    """Kinds that one strong sign shows."""
    signs, title = sheet.signs, sheet.first("title")
    if "thesis" in signs:
        return "thesis"
    if (
        compiled(r"\p{L}\.?\sv\.?s?\.?\s\p{Lu}").search(title)
        and (signs & {"bluebook", "page", "volume", "dated"})
        and not sheet.has("author")
    ):
        return "legal_case"
    for sign in ("patent", "standard", "report"):
        if sign in signs:
            return sign
    if "act" in signs:
        return "legislation"
    if "event" in signs or "presented" in signs:
        return "speech" if "presented" not in signs else "paper-conference"
    if "interview" in signs or _lexicon.begins("kind.interview", title):
        return "interview"
    if (
        sheet.has("custom.arXiv")
        or sheet.has("arXiv")
        or (_preprint(sheet.first("URL")) and not sheet.has("container-title"))
    ):
        return "article"
    if signs & {"volume", "issue", "volume-issue", "host", "page"}:
        alone = not signs & {"volume", "issue", "volume-issue", "host"} and not sheet.has("container-title")
        return "report" if alone and document(sheet) == "report" else ""
    if speech(title, sheet.first("custom.title-original")):
        return "speech"
    return document(sheet)


def _preprint(url: str) -> bool:
    """Is an address one of a server of preprints?"""
    return any(word in url.casefold() for word in words.get("kind.preprint") if " " not in word and len(word) > 3)


def speech(title: str, original: str) -> bool:
    """ "X's Speech at ...", "Remarks by ...", "Report at the 19th National Congress"."""
    for before, word, after in _lexicon.matches("kind.speech", title):
        placed = not before or before.endswith(("'s", "s'")) or _lexicon.begins("note.occasion", after)
        if placed and (_lexicon.found("kind.congress", after) or not _lexicon.found("kind.report", word)):
            return True
    return _lexicon.ends("kind.speech", original)


def _container_kinds(sheet: Sheet) -> str:
    """Kinds that the container shows."""
    name, original = sheet.first("container-title"), sheet.first("custom.container-title-original")
    if not name and not original:
        return ""
    both = f"{name} {original}"
    if _lexicon.found("kind.yearbook", both):
        return "chapter"
    if is_newspaper(name) or is_newspaper(original):
        return "article-newspaper"
    if is_magazine(name) or is_magazine(original):
        return "article-magazine"
    if _lexicon.begins("kind.proceedings", both) or (
        _lexicon.found("kind.proceedings", both) and is_event(name) and not sheet.signs & {"volume", "volume-issue"}
    ):
        return "paper-conference"
    if sheet.signs & {"host", "editor", "imprint"} and not sheet.signs & {"volume-issue", "issue"}:
        return "chapter"
    if sheet.signs & {"volume", "issue", "volume-issue"}:
        return "article-journal"
    if _lexicon.found("kind.blog", both) or "weibo" in both.casefold():
        return "post-weblog"
    return _by_date(sheet, both)


def _by_date(sheet: Sheet, container: str) -> str:
    """Without numbers: a day means news or a site, a month a journal, pages a journal or a chapter."""
    if ("day" in sheet.signs and "URL" in sheet.signs) or ("day" in sheet.signs and not is_journal(container)):
        return (
            "article-newspaper"
            if "italic-container" in sheet.signs and not compiled(DOMAIN).fullmatch(container.strip())
            else "webpage"
        )
    if is_journal(container):
        return "article-journal"
    if "page" in sheet.signs:
        doi = sheet.first("DOI")
        return "chapter" if compiled(r"97[89][\d-]{10,14}_\d+$").search(doi) else "article-journal"
    if "URL" in sheet.signs:
        return "webpage"
    return "article-journal" if "italic-container" in sheet.signs else "webpage"


def _other_kinds(sheet: Sheet) -> str:
    """Kinds without a container."""
    if (
        sheet.has("publisher")
        or sheet.has("publisher-place")
        or "edition" in sheet.signs
        or sheet.has("number-of-pages")
    ):
        return "book"
    if "URL" in sheet.signs:
        return "webpage"
    if "on-file" in sheet.signs or sheet.signs & {"as-author"}:
        return "report"
    if "dated" in sheet.signs and (sheet.has("author") or sheet.has("editor")):
        return "book"
    return "document"
