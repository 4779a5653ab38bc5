"""A title in GB/T 7714 and what belongs to it: volume, edition, number, translation."""

from __future__ import annotations

from collections.abc import Iterator

from polybib.model import Span
from polybib.segments import Segment, Text
from polybib.styles import _gbt_imprint as imprints
from polybib.styles import _zh_numbers as numbers
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import (
    at,
    ends_with,
    find,
    pattern,
)


def title_segments(text: Text, start: int, end: int, letters: str, label: str = "title") -> Iterator[Segment]:
    """A title and what belongs to it: volume, edition, number (of a patent, standard, law, archive)."""
    title, volume, number = split_title(text, start, end)
    if letters == "S" and not number:
        title, number = _standard(text.masked, title)
    if volume:
        yield Segment("volume", *volume)
    if number:
        yield from number_segments(text, *number)
    part = (
        find(r"\s?\((?<v>[^()]{2,8})\)$", text.masked, *title)
        if letters in ("M", "G", "C", "") and not volume
        else None
    )
    if part and part.start() > title.start and (found := numbers.volume_in(text.masked, *part.span("v"))):
        yield Segment("volume", *found)
        title = trim(text.masked, title.start, part.start())
    title, edition = (
        imprints.edition_in_title(text.masked, title) if letters in ("M", "G", "C", "K", "") else (title, None)
    )
    if edition:
        yield Segment("edition", *edition)
    form = find(r"\s?\[(?<g>\p{L}[\p{L} ]{2,30})\]$", text.masked, *title) if letters == "" else None
    if form and form.start() > title.start:
        yield Segment("genre", *form.span("g"))
        title = trim(text.masked, title.start, form.start())
    if translated := find(r"(?<=[@{HAN}]\s?)\s?[(](?<t>\p{Lu}[^()@{HAN}]*\s[^()@{HAN}]*)[)]$", text.masked, *title):
        yield from segment(f"custom.{label}-translated", text, translated.start("t"), translated.end("t"))
        title = trim(text.masked, title.start, translated.start())
    if find(r"[\p{L}\d]", text.masked, *title):
        yield from segment(label, text, *title, " \t\u3000,;:.")


def number_segments(text: Text, start: int, end: int) -> Iterator[Segment]:
    """A number, with the country of a patent apart."""
    patent = at(r"@{PATENT}$", text.masked, start, end)
    if not patent:
        archival = ends_with("archival", text.masked, start, end)
        yield Segment("archive_location" if archival else "number", start, end)
        return
    yield Segment("number", patent.start("id"), patent.end("id"))
    yield from segment("jurisdiction", text, start, patent.start("id"))


def _standard(masked: str, title: Span) -> tuple[Span, Span | None]:
    """A standard's number at the start of its title, at its end or in brackets after it."""
    first = at(r"(?<n>@{STANDARD})(?:\s*[,:]\s*|\s+|(?=\p{Han}))(?=\S)", masked, *title)
    if first and find(r"\d", first["n"], 0, len(first["n"])) and first["n"][0].isupper() and len(first["n"]) > 4:
        return Span(first.end(), title.end), Span(first.start("n"), first.end("n"))
    last = find(r"(?<=[\p{Han}\w)])\s?[(\s]\s?(?<n>@{STANDARD})\)?$|(?<=\p{Han})(?<n>@{STANDARD})$", masked, *title)
    if last and last["n"][0].isupper() and len(last["n"]) > 4:
        return trim(masked, title.start, last.start()), Span(last.start("n"), last.end("n"))
    return title, None


def split_title(text: Text, start: int, end: int) -> tuple[Span, Span | None, Span | None]:
    """A title, the volume after its colon (": 第 1 卷", ": Vol. 4") and a number ("法释〔2018〕1号", "CN1318281A").

    >>> t = "国史旧闻: 第 1 卷"
    >>> split_title(Text(t, t, t), 0, len(t))[:2]
    (Span(start=0, end=4), Span(start=8, end=9))
    """
    masked = text.masked
    title = trim(masked, start, end, " \t.,;:")
    digit = title.end > title.start and masked[title.end - 1].isdigit()
    scale = find(r"\.\s?1\s?:\s?\d[\d ]{2,}$", masked, *title) if digit else None
    title = trim(masked, title.start, scale.start()) if scale else title
    for match in pattern(r"\s?:\s?").finditer(masked, *title):
        rest = trim(masked, match.end(), title.end, " .")
        if volume := numbers.volume_in(masked, *rest):
            return trim(masked, title.start, match.start()), volume, None
        parted = at(r"@{volume}\s?(?<n>@{NUMERAL})\s+(?<s>[@{HAN}]{1,12})$", masked, *rest)
        if parted:
            return trim(masked, title.start, match.start()), Span(*parted.span("n")), None
        if at(r"(?:@{NUMBER}|@{PATENT}|\d{1,6})$", masked, *rest):
            return trim(masked, title.start, match.start()), None, rest
    return title, None, None
