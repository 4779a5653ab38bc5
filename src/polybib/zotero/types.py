"""Zotero's item types: which field of each holds which CSL variable, and which creators it knows.

The source is Zotero's schema (https://api.zotero.org/schema): the fields of an item type that CSL has a variable for.
"""

from __future__ import annotations

from functools import cache

# Every type has these; `case`, `statute`, `patent` and `email` call some of them otherwise.
EVERY = "title abstract=abstractNote language title-short=shortTitle URL=url custom.license=rights"
ARCHIVE = "archive archive_location=archiveLocation call-number=callNumber source=libraryCatalog"
USUAL = {
    "collection-number": "seriesNumber",
    "collection-title": "series",
    "container-title": "publicationTitle",
    "container-title-short": "journalAbbreviation",
    "number-of-pages": "numPages",
    "number-of-volumes": "numberOfVolumes",
    "page": "pages",
    "publisher-place": "place",
    "version": "versionNumber",
}
HOST = "collection-title collection-number volume number-of-volumes edition publisher-place publisher"
# The variables of each type, as `variable=field` where the field is not the usual one; @ stands for ARCHIVE.
TABLE = {
    "artwork": "medium=artworkMedium dimensions=artworkSize @",
    "audioRecording": "medium=audioRecordingFormat collection-title=seriesTitle volume number-of-volumes "
    "publisher-place publisher=label dimensions=runningTime ISBN @",
    "bill": "number=billNumber container-title=code volume=codeVolume section page=codePages authority=legislativeBody "
    "chapter-number=session references=history",
    "blogPost": "container-title=blogTitle genre=websiteType",
    "book": f"{HOST} number-of-pages ISBN @",
    "bookSection": f"container-title=bookTitle {HOST} page ISBN @",
    "case": "title=caseName authority=court number=docketNumber container-title=reporter volume=reporterVolume "
    "page=firstPage references=history",
    "computerProgram": "collection-title=seriesTitle version medium=system publisher-place publisher=company ISBN @",
    "conferencePaper": "container-title=proceedingsTitle event-title=conferenceName publisher-place publisher volume "
    "page collection-title DOI ISBN @",
    "dataset": "number=identifier genre=type version publisher=repository publisher-place=repositoryLocation "
    "medium=format DOI @",
    "dictionaryEntry": f"container-title=dictionaryTitle {HOST} page ISBN @",
    "document": "publisher @",
    "email": "title=subject",
    "encyclopediaArticle": f"container-title=encyclopediaTitle {HOST} page ISBN @",
    "film": "publisher=distributor genre medium=videoRecordingFormat dimensions=runningTime @",
    "forumPost": "container-title=forumTitle genre=postType",
    "hearing": "section=committee publisher-place publisher number-of-volumes number=documentNumber page "
    "authority=legislativeBody chapter-number=session references=history",
    "instantMessage": "",
    "interview": "medium=interviewMedium @",
    "journalArticle": "container-title volume issue page collection-title container-title-short DOI ISSN @",
    "letter": "genre=letterType @",
    "magazineArticle": "container-title volume issue page ISSN @",
    "manuscript": "genre=manuscriptType publisher-place number-of-pages @",
    "map": "genre=mapType scale collection-title=seriesTitle edition publisher-place publisher ISBN @",
    "newspaperArticle": "container-title publisher-place edition section page ISSN @",
    "patent": "publisher-place authority=issuingAuthority number=patentNumber page call-number=applicationNumber "
    "issue=priorityNumbers references status=legalStatus",
    "podcast": "container-title=seriesTitle number=episodeNumber medium=audioFileType dimensions=runningTime",
    "preprint": "genre publisher=repository number=archiveID publisher-place collection-title collection-number DOI @",
    "presentation": "genre=presentationType event-title=meetingName event-place=place",
    "radioBroadcast": "container-title=programTitle number=episodeNumber medium=audioRecordingFormat publisher-place "
    "publisher=network dimensions=runningTime @",
    "report": "number=reportNumber genre=reportType collection-title=seriesTitle publisher-place publisher=institution "
    "page @",
    "standard": "authority=organization genre=type number version status publisher publisher-place DOI "
    "number-of-pages @",
    "statute": "title=nameOfAct container-title=code volume=codeNumber number=publicLawNumber page section "
    "chapter-number=session references=history",
    "thesis": "genre=thesisType publisher=university publisher-place number-of-pages @",
    "tvBroadcast": "container-title=programTitle number=episodeNumber medium=videoRecordingFormat publisher-place "
    "publisher=network dimensions=runningTime @",
    "videoRecording": "medium=videoRecordingFormat collection-title=seriesTitle volume number-of-volumes "
    "publisher-place publisher=studio dimensions=runningTime ISBN @",
    "webpage": "container-title=websiteTitle genre=websiteType",
}
DATE = {"case": "dateDecided", "statute": "dateEnacted", "patent": "issueDate"}  # every other type says `date`

# The type of Zotero for each of CSL's; where several of CSL's share one, the first is the type of its own.
OF_CSL = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "dataset": "dataset",
    "document": "document",
    "entry-encyclopedia": "encyclopediaArticle",
    "entry-dictionary": "dictionaryEntry",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
    "classic": "book",
    "collection": "book",
    "entry": "encyclopediaArticle",
    "event": "presentation",
    "figure": "artwork",
    "musical_score": "book",
    "pamphlet": "book",
    "performance": "presentation",
    "periodical": "book",
    "regulation": "statute",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "treaty": "statute",
}
OTHERS = {  # types that nothing of CSL's leads to
    "podcast": "broadcast",
    "radioBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "email": "personal_communication",
    "instantMessage": "personal_communication",
}
PARTS = frozenset(
    """journalArticle magazineArticle newspaperArticle bookSection conferencePaper dictionaryEntry encyclopediaArticle
    blogPost forumPost""".split()
)

PRIMARY = {  # what a type calls its author
    "artwork": "artist",
    "audioRecording": "performer",
    "bill": "sponsor",
    "computerProgram": "programmer",
    "film": "director",
    "hearing": "contributor",
    "interview": "interviewee",
    "map": "cartographer",
    "patent": "inventor",
    "podcast": "podcaster",
    "presentation": "presenter",
    "radioBroadcast": "director",
    "tvBroadcast": "director",
    "videoRecording": "director",
}
CREATORS = {  # the names of CSL beside the author that a type has a creator for; all have contributors
    "audioRecording": "composer",
    "book": "editor translator collection-editor",
    "bookSection": "editor container-author translator collection-editor",
    "conferencePaper": "editor translator collection-editor",
    "dictionaryEntry": "editor translator collection-editor",
    "document": "editor translator reviewed-author",
    "email": "recipient",
    "encyclopediaArticle": "editor translator collection-editor",
    "film": "director script-writer producer",
    "instantMessage": "recipient",
    "interview": "interviewer translator",
    "journalArticle": "editor translator reviewed-author",
    "letter": "recipient",
    "magazineArticle": "translator reviewed-author",
    "manuscript": "translator",
    "map": "collection-editor",
    "newspaperArticle": "translator reviewed-author",
    "podcast": "guest",
    "preprint": "editor translator reviewed-author",
    "radioBroadcast": "director script-writer producer performer guest",
    "report": "translator collection-editor",
    "tvBroadcast": "director script-writer producer performer guest",
    "videoRecording": "director script-writer producer performer",
    "webpage": "translator",
}
CREATOR = {  # where Zotero's name is not CSL's
    "collection-editor": "seriesEditor",
    "container-author": "bookAuthor",
    "performer": "castMember",
    "reviewed-author": "reviewedAuthor",
    "script-writer": "scriptwriter",
}


@cache
def fields(kind: str) -> dict[str, str]:
    """The field of an item type for each CSL variable that it has one for; dates stand apart.

    >>> fields("thesis")["publisher"], fields("case")["title"], "ISBN" in fields("thesis")
    ('university', 'caseName', False)
    """
    found: dict[str, str] = {}
    for entry in f"{EVERY} {TABLE.get(kind, '').replace('@', ARCHIVE)}".split():
        variable, _, field = entry.partition("=")
        found[variable] = field or USUAL.get(variable, variable)
    return found


@cache
def variables(kind: str) -> dict[str, str]:
    """The CSL variable for each field of an item type."""
    more = {"seriesTitle": "collection-title", "programmingLanguage": "genre"}
    return {**more, **{field: variable for variable, field in fields(kind).items()}}


@cache
def creators(kind: str) -> dict[str, str]:
    """The creator of an item type for each CSL name that it has one for.

    >>> creators("bookSection")["container-author"], creators("patent")["author"]
    ('bookAuthor', 'inventor')
    """
    names = ("author", *CREATORS.get(kind, "").split(), "contributor")
    return {name: PRIMARY.get(kind, "author") if name == "author" else CREATOR.get(name, name) for name in names}


def csl_type(kind: str) -> str:
    """The CSL type of an item type.

    >>> csl_type("journalArticle"), csl_type("podcast"), csl_type("unheardOf")
    ('article-journal', 'broadcast', 'document')
    """
    return _csl_types().get(kind, "document")


@cache
def _csl_types() -> dict[str, str]:
    return {**{kind: csl for csl, kind in reversed(OF_CSL.items())}, **OTHERS}
