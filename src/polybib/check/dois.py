"""DOIs as they are printed, and their syntax mended by named repairs.

Source: DOI Handbook 2.2 (a DOI is "10.", the registrant's number, a stroke, and any printable characters without white
space; letter case does not matter) and Crossref's "DOI display guidelines" (a DOI is shown as https://doi.org/...).
A repair never touches a DOI that is right: what may be a part of it (a final full stop, a bracket, a percent escape) is
asked for as it is printed too, before it is called a fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from polybib import words
from polybib.model import Reference

PRINTED = frozenset(("printed", "repaired", "inferred", "context"))  # origins of what was read in a text
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None)
LETTERS = str.maketrans({"O": "0", "o": "0", "О": "0", "о": "0", "l": "1", "I": "1"})
CLOSED_BY = {"(": ")", "[": "]", "{": "}", "<": ">"}
# What each repair says of the printed DOI, and whether it leads nowhere as it is printed.
REPAIRS = {
    "twice": ("what stands before the DOI stands twice", False),
    "old-resolver": ("dx.doi.org is the old address; https://doi.org/ is the one in use", False),
    "width": ("the DOI is printed in full-width signs", True),
    "hidden": ("a sign that cannot be seen stands in the DOI", True),
    "backslash": ("a backslash stands in the DOI", True),
    "letter": ("a letter stands for a figure in the DOI", True),
    "comma": ("a comma stands for the full stop behind 10", True),
    "space": ("a space stands in the DOI", True),
    "dash": ("a dash stands for a hyphen in the DOI", True),
    "entity": ("a sign of the DOI is printed as a code of HTML, such as &lt;", True),
    "percent": ("signs of the DOI are printed as percent escapes", True),
    "stop": ("a full stop or another mark that is not part of the DOI stands behind it", True),
    "bracket": ("a bracket that is not part of the DOI stands behind it", True),
    "tail": ("words of a web address stand behind the DOI", True),
    "cut": ("the DOI goes on behind a space", True),
}


@dataclass(frozen=True, slots=True)
class Mended:
    """A DOI with the repairs that were made; `others` are other readings, to be asked for where `doi` is unknown."""

    doi: str
    printed: str
    repairs: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    @property
    def leads_nowhere(self) -> bool:
        """Does the DOI lead nowhere as it is printed?"""
        return any(REPAIRS[name][1] for name in self.repairs)


def mend(text: str, *, record: bool = True) -> Mended | None:
    r"""The DOI of a text that holds one, mended; None where no DOI can be read. `record`: the text is the DOI alone, so
    that a mark behind it is a fault; in a printed reference it is the punctuation of the sentence.

    >>> [mend(one).doi for one in (r"10.1002\/anie.2019", "doi:doi:10.1002/anie.2019.", "1O.1002/ anie.2019")]
    ['10.1002/anie.2019', '10.1002/anie.2019', '10.1002/anie.2019']
    >>> mend("10.1016/S0140-6736(20)30183-5").repairs, mend("10.1002/x.", record=False).repairs, mend("none")
    ((), (), None)
    """
    plain, made = _characters(text)
    start = _start().search(plain)
    if start is None:
        return None
    made += _head(plain, start)
    body, more = _body(plain, start.end(), record)
    suffix, repaired, end = _suffix(body, record, linked=_is_link(start["before"]))
    if not suffix:
        return None
    figures = start["figures"].translate(LETTERS)
    prefix = f"10.{''.join(figures.split())}"
    doi = f"{prefix}/{suffix}"
    printed = plain[start.start("doi") : start.end()] + body.removesuffix("" if record else end)
    printed = re.sub(r"\\(?=[()\[\]_*])", "", printed)
    repairs = tuple(dict.fromkeys([*made, *repaired]))
    asked = [(f"{prefix}/{one}", name) for one, name in _others(suffix, body, end, more, record)]
    return Mended(doi, " ".join(printed.split()), repairs, tuple(one for one in asked if one[0] != doi))


def of(reference: Reference) -> Mended | None:
    """The DOI of a reference, as its text has it; of a record as its field has it. An arXiv number is a DOI too.

    >>> from polybib.model import Field
    >>> of(Reference("article", {"DOI": Field("10.1/x", "record")})) is None
    True
    >>> of(Reference("article", {"DOI": Field("10.1002/a")}, raw=r"Trust. 2019. doi: 10.1002\\/a")).repairs
    ('backslash',)
    """
    field = reference.fields.get("DOI")
    value = reference.text("DOI").strip()
    read = mend(value) if value else None
    if field is not None and field.origin not in PRINTED:
        return read
    found = [one for one in _printed(reference.raw) if one is not None]
    if value:
        same = [one for one in found if _alike(one.doi, read.doi if read else value)]
        return same[0] if same else read
    return found[0] if found else None


def arxiv(reference: Reference) -> str:
    """The DOI that arXiv gives to the preprint of a reference without one (10.48550/arXiv. and the number, without v2).

    >>> from polybib.model import Field
    >>> arxiv(Reference("article", {"URL": Field("https://arxiv.org/abs/2002.07112v2")}))
    '10.48550/arXiv.2002.07112'
    """
    url = reference.text("URL")
    number = reference.text("custom.arXiv") or (url if "arxiv.org/" in url.lower() else "")
    found = re.search(r"(?<!\d)\d{4}\.\d{4,5}(?!\d)|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7}(?!\d)", number)
    return f"10.48550/arXiv.{found[0]}" if found else ""


def _characters(text: str) -> tuple[str, list[str]]:
    """The text with plain figures and letters, without signs that cannot be seen."""
    made = []
    plain = text.translate(HIDDEN)
    if plain != text and _start().search(plain):
        made.append("hidden")
    if any("\uff01" <= c <= "\uff5e" for c in plain) and (wide := unicodedata.normalize("NFKC", plain)) != plain:
        before = _start().search(plain)
        plain = wide
        made += ["width"] if before is None and _start().search(plain) else []
    return plain, made


@cache
def _start() -> re.Pattern[str]:
    """ "10.", the registrant and the stroke, with what stands before; O for 0 and spaces are taken too."""
    label = "|".join(re.escape(one) for one in words.get("doi-label"))
    host = r"(?:https?\s?:\s?/{1,2}\s?)?(?:dx\.|www\.)?doi\.org\s?/\s?"
    return re.compile(
        rf"(?P<before>(?:(?:{host}|{label}|doi)[\s:：=\[(<]{{0,4}}){{0,4}})"
        r"(?<![\d.])(?P<doi>[1lI][0OoОо]\s?[.,]\s?(?P<figures>[\dOoОоlI]{4,9}(?:\.\d{1,9}){0,4})\s?)"
        r"(?:\\{0,2}/|%2[fF])(?=\s?[^\s/])",
        re.IGNORECASE,
    )


def _head(plain: str, start: re.Match[str]) -> list[str]:
    """The faults up to the stroke."""
    before, head = start["before"].lower(), plain[start.start("doi") : start.end()]
    made = []
    if len(_labels().findall(before)) > 1 and not _linked_label(before):
        made.append("twice")
    if "dx.doi.org" in before:
        made.append("old-resolver")
    if re.search(r"[^\d\s.,/\\%fF]", head.removesuffix("%2f").removesuffix("%2F")):
        made.append("letter")
    if "," in head:
        made.append("comma")
    if re.search(r"[^\S\n]", head):  # a line may end there
        made.append("space")
    if "\\" in head:
        made.append("backslash")
    if head[-3:].lower() == "%2f" and not _is_link(before):
        made.append("percent")
    return made


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(r"doi\.org|\bdoi\b(?!\.org)")


def _linked_label(before: str) -> bool:
    """One label and one link ("DOI: https://doi.org/..."): many styles ask for that."""
    found = _labels().findall(before)
    return len(found) == 2 and found[0] == "doi" and found[1] == "doi.org"


def _is_link(before: str) -> bool:
    return "doi.org" in before.lower()


def _body(plain: str, at: int, record: bool) -> tuple[str, str]:
    """What follows the stroke up to the end of the DOI, and the word behind it."""
    match = _rest().match(plain, at)
    body = match[0] if match else ""
    if "<" not in body and ">" in body:
        body = body[: body.index(">")]
    for sign in ("](", ")](", '"', "“", "”", "«", "»"):
        if sign in body:
            body = body[: body.index(sign)]
    if not record and (cut := _next_doi().search(body)):
        body = body[: cut.start()]
    behind = _word().match(plain, at + len(body))
    return body, behind[1] if behind else ""


@cache
def _rest() -> re.Pattern[str]:
    """An optional space and the signs of a DOI: no white space, no stops of East Asia, no Han, no Cyrillic."""
    return re.compile(
        r"\s?[^\s，。；、！？（）【】《》「」『』…\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{1,500}"
    )


@cache
def _next_doi() -> re.Pattern[str]:
    return re.compile(
        r"[,;](?=10\.\d{4})|[.,;]?(?:pmid|pmcid|https?|cstr)[:.]|\[(?:doi|pii|pubmed|crossref|google)", re.I
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\s{1,2}([^\s]{1,80})")


def _suffix(body: str, record: bool, *, linked: bool) -> tuple[str, list[str], str]:
    """The part behind the stroke, mended; what was done; and what was cut off at its end."""
    made = ["space"] if body[:1].isspace() and body[0] != "\n" else []
    found = body.strip()
    if "\\/" in found:
        made.append("backslash")
    found = re.sub(r"\\(?=[^\w\s]|_)", "", found)  # \_ and \( are the escapes of LaTeX and Markdown
    if re.search(r"&(?:lt|gt|amp|#\d{2,5}|#x[\da-f]{2,5});", found, re.IGNORECASE):
        import html

        found = html.unescape(found)
        made.append("entity")
    if re.search(r"%[2-7][\da-fA-F]", found) and linked:
        found = unquote(found)
    if (plain := found.translate(DASHES)) != found:
        found = plain
        made.append("dash")
    kept = _trimmed(found)
    end = found[len(kept) :]
    if record and end:
        made.append("bracket" if end.strip(".,;:'\"*") else "stop")
    return kept, made, end


def _trimmed(text: str) -> str:
    """A DOI without the marks behind it and without brackets that it does not open.

    >>> _trimmed("S0140-6736(20)30183-5)."), _trimmed("1097-0258(2000)19:15<2109::AID>3.0.CO;2-X")
    ('S0140-6736(20)30183-5', '1097-0258(2000)19:15<2109::AID>3.0.CO;2-X')
    """
    while text:
        last = text[-1]
        opened = next((one for one, closed in CLOSED_BY.items() if closed == last), "")
        if last in ".,;:!?'’\"*|`/" or last in CLOSED_BY or (opened and text.count(opened) < text.count(last)):
            text = text[:-1]
        else:
            break
    return text


def _others(suffix: str, body: str, end: str, behind: str, record: bool) -> Iterator[tuple[str, str]]:
    """Other readings of a DOI that nobody knows, with the repair that each would be; "" for the DOI as printed."""
    goes_on = bool(behind) and (record or re.search(r"\d", behind) is not None)
    if end and record:
        yield body.strip(), ""
    if goes_on:  # a few DOIs hold a space, against the rule
        yield _trimmed(f"{body.strip()} {behind}"), ""
    if re.search(r"%[2-7][\da-fA-F]", suffix):
        yield unquote(suffix), "percent"
    if cut := _tail().search(suffix):
        yield suffix[: cut.start()], "tail"
    mixed = re.sub(r"(?<=\d)[OoОо](?=[\dOo])|(?<=[\dOo])[OoОо](?=\d)|(?<![A-Za-z]{2})O(?![A-Za-z]{2})", "0", suffix)
    if mixed != suffix:
        yield mixed, "letter"
    lower = re.sub(r"(?<=\d)[lI](?=\d)", "1", suffix)
    if lower != suffix:
        yield lower, "letter"
    if goes_on:
        yield _trimmed(body.strip() + behind), "cut"


@cache
def _tail() -> re.Pattern[str]:
    """What publishers' pages add to a DOI in their addresses."""
    return re.compile(
        r"(?:/(?:full|abstract|pdf|epdf|html|summary|meta|references|full-text|fulltext|download)(?:/.{0,80})?"
        r"|\.(?:pdf|full|html?|abstract)|[?#].{0,300}|[.,;](?:accessed|available|epub).{0,80})$",
        re.IGNORECASE,
    )


def _printed(raw: str) -> Iterator[Mended | None]:
    """The DOIs of a printed reference, in order; a number without "doi" before it counts where it has no fault."""
    for start in _start().finditer(raw.translate(HIDDEN) if not raw.isascii() else raw):
        text = raw[start.start() :] if raw.isascii() else raw.translate(HIDDEN)[start.start() :]
        found = mend(text[:700], record=False)
        if found is not None and (start["before"] or not found.leads_nowhere):
            yield found


def _alike(a: str, b: str) -> bool:
    """Are two readings of one printed DOI: does one begin as the other does?"""
    left, right = (re.sub(r"[^\w]", "", one.translate(LETTERS)).lower() for one in (a, b))
    small, large = sorted((left, right), key=len)
    return large.startswith(small) and len(small) > 6
