"""Titles and names of journals that are printed otherwise than the record has them: a fault, or only another form?

A form is what styles and scripts differ in: letter case, punctuation, spaces, abbreviation, a subtitle left out,
another script or romanisation. What is left is a fault, of which the words that differ are told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from polybib import words
from polybib.check._letters import bare, damaged, plain_marks, same_letters
from polybib.check.model import Weight
from polybib.duplicates import weights
from polybib.duplicates.facts import CONTAINERS, TITLES
from polybib.duplicates.skeleton import run, script, skeleton
from polybib.model import Reference

SOURCES = {"crossref": "Crossref", "datacite": "DataCite"}
EDGE = " ,.;:\"“”„«»'‘’()[]"
MOST = 5_000  # characters of a printed reference that are looked through
SHOWN = 3  # places of a title that are told
MISSPELT = 0.78  # as alike are two titles of which one is misspelt


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two texts differ: `what` goes on after "the title ..."; empty where they do not."""

    weight: Weight
    what: str
    printed: str
    found: str


def source(name: str) -> str:
    """The name of an agency for the reader.

    >>> source("crossref")
    'Crossref'
    """
    return SOURCES.get(name, name)


def title(printed: Reference, found: Reference, agency: str) -> Verdict | None:
    """How the title differs, None where it does not.

    >>> from polybib.model import Field
    >>> def work(title): return Reference("book", {"title": Field(title)})
    >>> title(work("Smart Cities of Asa"), work("Smart cities of Asia"), "crossref").what
    'has “Asa” where Crossref has “Asia”'
    >>> title(work("Smart cities"), work("Smart Cities: a study"), "crossref").weight
    'style'
    """
    left, right = [_unmarked(one) for one in _forms(printed, TITLES)], _forms(found, TITLES)
    best = _best(left, right)
    if best is None:
        return None
    a, b = best
    form = _form(a, b) or _shorter(a, b, agency)
    if form is not None:
        return form if form.what else None
    if stands_in(b, printed):
        return None
    likeness = weights.ratio(bare(a), bare(b))
    if script(a) != script(b) or (likeness < MISSPELT and _other_language(printed, found)):
        return Verdict("style", f"is in another language than in {source(agency)}: “{b}”", a, b)
    return Verdict("mend", _what(a, b, likeness, agency), a, b)


def _unmarked(title: str) -> str:
    """A title without the word that tells that its work was retracted, which records have elsewhere."""
    head, colon, rest = title.partition(":")
    marks = words.get("title.retraction-mark") + words.get("title.withdrawal-mark") + words.get("title.removal-mark")
    return rest.strip() if colon and rest.strip() and head.strip(" []()").lower() in marks else title


def container(printed: Reference, found: Reference, agency: str) -> Verdict | None:
    """How the name of the journal or book differs, None where it does not.

    >>> from polybib.model import Field
    >>> def work(name): return Reference("article-journal", {"container-title": Field(name)})
    >>> container(work("J. Am. Chem. Soc."), work("Journal of the American Chemical Society"), "crossref").what
    'is abbreviated'
    >>> container(work("Lancet Psychiatry"), work("The Lancet Psychiatry"), "crossref").weight
    'style'
    """
    left = _forms(printed, CONTAINERS)
    right = _forms(found, (*CONTAINERS, "collection-title", "event-title"))
    best = _best(left, right)
    if best is None:
        return None
    a, b = best
    form = _form(a, b) or _shortened(a, b)
    if form is not None:
        return form if form.what else None
    likeness = weights.ratio(bare(a), bare(b))
    if stands_in(b, printed) or any(abbreviated_in(printed, name) for name in right):
        return None
    whole = found.type in ("article-journal", "article-magazine") or likeness >= MISSPELT
    if script(a) != script(b) or _other_language(printed, found) or not whole:
        return Verdict("style", f"is another in {source(agency)}: “{b}”", a, b)
    return Verdict("mend", _what(a, b, likeness, agency), a, b)


def body(a: str, b: str) -> Verdict | None:
    """How two names of a publisher differ: always a matter of form, as publishers are bought and renamed.

    >>> body("Springer", "Springer Singapore") is None, body("Pergamon", "Elsevier").weight
    (True, 'style')
    """
    left, right = skeleton(a), skeleton(b)
    if not left or not right or left in right or right in left or weights.abbreviates(*_by_size(a, b)):
        return None
    return None if weights.ratio(left, right) >= 0.85 else Verdict("style", f"is “{b}” in the record", a, b)


def _forms(reference: Reference, names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for name in names if (text := reference.text(name).strip())))


def _best(left: Sequence[str], right: Sequence[str]) -> tuple[str, str] | None:
    """The two forms that are most alike; an abbreviation is as good as the same."""
    pairs = [(a, b) for a in left for b in right if not damaged(b)]
    return max(pairs, key=lambda pair: _likeness(*pair)) if pairs else None


def _likeness(a: str, b: str) -> float:
    found = weights.ratio(run(a), run(b))
    return max(found, 0.99 if found < 0.99 and weights.abbreviates(*_by_size(a, b)) else 0.0)


def _by_size(a: str, b: str) -> tuple[list[str], list[str]]:
    """The words of two names, those of the shorter one first."""
    short, long = sorted((bare(a).split(), bare(b).split()), key=lambda side: sum(map(len, side)))
    return short, long


def _form(a: str, b: str) -> Verdict | None:
    """A difference of form that leaves the letters, "" for none at all; None where letters differ."""
    left, right = _plain(a), _plain(b)
    if left == right:
        return Verdict("style", "", a, b)
    what = ""
    if left.casefold() == right.casefold():
        what = "differs in letter case only"
    elif _letters(left) == _letters(right):
        what = "differs in punctuation only"
    elif script(a) == script(b) == "han" and weights.ratio(a, b) < 0.45:
        return None
    elif same_letters(a, b):
        other = script(a) != script(b)
        what = "is in another script" if other else "differs in spaces, hyphens or the marks of letters only"
    return Verdict("style", what, a, b) if what else None


def _plain(text: str) -> str:
    """A text with plain quotes and dashes, without the mark at its end."""
    text = unicodedata.normalize("NFKC", text).translate(plain_marks()).strip(" .,;:*†‡")
    return " ".join(text.split())


def _letters(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("&", " and "))


def _shorter(a: str, b: str, agency: str) -> Verdict | None:
    """One title without the other's subtitle."""
    left, right = (bare(one).replace(" ", "") for one in (a, b))
    small, large = sorted((left, right), key=len)
    main = re.split(r"[:：?!.]\s|[(（\[—–]|：", b if len(left) < len(right) else a, maxsplit=1)[0]
    begins = large.startswith(small) and len(small) >= 16
    if len(small) < 5 or len(small) == len(large) or not (small == bare(main).replace(" ", "") or begins):
        return None
    if left == small:
        return Verdict("style", "is printed without the rest that the record has", a, b)
    return Verdict("style", f"is shorter in {source(agency)}", a, b)


def _shortened(a: str, b: str) -> Verdict | None:
    """One name of a journal as a shorter form of the other."""
    left = bare(a)
    short, long = _by_size(a, b)
    if weights.abbreviates(short, long):
        return Verdict("style", "is abbreviated" if short == left.split() else "is abbreviated in the record", a, b)
    joined = ["".join(short), "".join(long)]
    within = len(joined[0]) >= 6 and joined[0] in joined[1]
    if within or (len(joined[0]) >= 3 and long[: len(short)] == short):
        return Verdict("style", "is a shorter form" if joined[0] == "".join(left.split()) else "is a longer form", a, b)
    return None


def stands_in(found: str, printed: Reference) -> bool:
    """Does the printed reference hold the text all the same, so that it was only read otherwise?"""
    if _is_record(printed) or not found:
        return False
    whole, raw = bare(found), bare(printed.raw)
    return (len(whole) > 5 and whole.replace(" ", "") in raw.replace(" ", "")) or f" {whole} " in f" {raw} "


def abbreviated_in(printed: Reference, name: str) -> bool:
    """Does the printed text have a name of a journal in short, so that it was only read otherwise?

    >>> own = Reference("article-journal", {}, raw="Liu H. et al. Inequality. Environ. Plan. A 2017, 49, 2179")
    >>> abbreviated_in(own, "Environment and Planning A: Economy and Space"), abbreviated_in(own, "Annals of Physics")
    (True, False)
    """
    if _is_record(printed):
        return False
    tokens = bare(printed.raw[:MOST]).split()
    for long in {tuple(bare(one).split()) for one in (name, name.partition(":")[0])}:
        for at, token in enumerate(tokens):
            if len(long) > 1 and token[0] == long[0][0]:
                ends = range(at + 2, min(at + len(long), len(tokens)) + 1)
                if any(weights.abbreviates(tokens[at:end], long) for end in ends):
                    return True
    return False


def _is_record(printed: Reference) -> bool:
    """Was the reference a record with fields, which say what they hold?"""
    return any(field.origin == "record" for field in printed.fields.values())


def _other_language(printed: Reference, found: Reference) -> bool:
    """Do the two have titles in different languages, or may they have?"""
    a, b = (one.text("language")[:2].lower() for one in (printed, found))
    originals = any(script(text) != "latin" for text in _forms(printed, TITLES[1:]))
    return originals or bool(a and b and a != b) or script(found.text("title")) != script(printed.text("title"))


def _what(a: str, b: str, likeness: float, agency: str) -> str:
    """The words that differ; the whole text where much differs."""
    here = source(agency)
    if likeness < MISSPELT:
        return f"is “{b}” in {here}"
    left, right = a.split(), b.split()
    match = SequenceMatcher(None, [bare(w) for w in left], [bare(w) for w in right], autojunk=False)
    told = []
    for kind, i, j, k, m in match.get_opcodes():
        if kind == "equal":
            continue
        old, new = " ".join(left[i:j]).strip(EDGE), " ".join(right[k:m]).strip(EDGE)
        if same_letters(old, new) or (max(len(old), len(new)) < 4 and not (old and new)):  # an article, a small word
            continue
        told.append(_piece(old, new, here))
    if not told or len(told) > SHOWN:
        return f"is “{b}” in {here}"
    return ", ".join(told)


def _piece(old: str, new: str, here: str) -> str:
    if not old:
        return f"lacks “{new}”"
    return f"has “{old}” where {here} has “{new}”" if new else f"has “{old}”, which {here} has not"
