"""What nothing has claimed after the title: container, event and its place, body, publisher and place, genre."""

from __future__ import annotations

from polybib.model import Span
from polybib.styles import _note_figures, _note_kind, _note_places, _note_scripts, _note_title
from polybib.styles._scan import compiled
from polybib.styles._sheet import Sheet, cjk


def sort_rest(sheet: Sheet, start: int) -> None:
    """Give each stretch that is left a label, from left to right."""
    chunks = [c for c in _note_figures.leftovers(sheet, start) if c.start >= start and not _only_form(sheet, c)]
    if not sheet.has("container-title") and not sheet.has("event-title") and _before_imprint(sheet, chunks):
        chunks = _main(sheet, chunks)
    for chunk in _places(sheet, chunks):
        _minor(sheet, chunk)


def _only_form(sheet: Sheet, chunk: Span) -> bool:
    """A preposition or an article that is left over between what was read ("of", "on", "der")."""
    return compiled(r"\p{Ll}{1,4}").fullmatch(sheet.work, *chunk) is not None


def _places(sheet: Sheet, chunks: list[Span]) -> list[Span]:
    """Town and state as one stretch ("San Diego, CA")."""
    out: list[Span] = []
    for chunk in chunks:
        text = sheet.work[slice(*chunk)]
        if (
            out
            and (_note_places.region(text) or _note_places.is_place(text))
            and sheet.work[out[-1].end : chunk.start].strip() == ","
            and (_note_places.is_place(sheet.work[slice(*out[-1])]) or _note_places.region(text))
        ):
            out[-1] = Span(out[-1].start, chunk.end)
        else:
            out.append(chunk)
    return out


def _before_imprint(sheet: Sheet, chunks: list[Span]) -> bool:
    """Can the first stretch be the main one? Not when it stands after the publisher."""
    imprint = next((s.start for s in sheet.out if s.label in ("publisher-place", "publisher")), None)
    return bool(chunks) and (imprint is None or chunks[0].start < imprint)


def _main(sheet: Sheet, chunks: list[Span]) -> list[Span]:
    """The first stretch: a container, an event, an issuing body or a publisher, by its words and its company."""
    if not chunks:
        return chunks
    text = sheet.work[slice(*chunks[0])]
    role = _note_kind.role(sheet, compiled(r"(?<=\p{L}\W?)\s?[(\[][^()\[\]]*[)\]]").sub("", text))
    if role == "container-title" and _after_volume(sheet, chunks[0]):
        role = "publisher"
    if role == "event-title":
        return _event(sheet, chunks)
    last = _note_kind.reach(sheet, chunks, role)
    span = _note_figures.extend(sheet, chunks, 0, last)
    if role == "container-title":
        sheet.signs.add("container")
        _note_title.assign(sheet, _note_scripts.split_scripts(sheet.work, *span), "container-title")
    else:
        sheet.claim(role, *span)
        sheet.signs.add(f"as-{role}")
    return chunks[last + 1 :]


def _after_volume(sheet: Sheet, chunk: Span) -> bool:
    """ "Title, vol. 1, C. H. Beck, 2006": what follows the volume of a title without a container is the publisher."""
    volume = next((s.start for s in sheet.out if s.label == "volume"), sheet.end)
    return volume < chunk.start and "issue" not in sheet.signs and "host" not in sheet.signs and not sheet.has("page")


def _event(sheet: Sheet, chunks: list[Span]) -> list[Span]:
    """ "International Symposium on X, Shanghai Jiaotong University, 26 September 2017"."""
    sheet.signs.add("event")
    sheet.claim("event-title", *chunks[0])
    if len(chunks) > 1:
        sheet.claim("event-place", chunks[1].start, chunks[-1].end)
    return []


def _minor(sheet: Sheet, chunk: Span) -> None:
    """A stretch after the main one: original of the container, publisher, place."""
    text = sheet.work[slice(*chunk)]
    if cjk(text) and sheet.has("container-title") and not sheet.has("custom.container-title-original"):
        sheet.claim("custom.container-title-original", *chunk)
    elif not sheet.has("publisher-place") and _note_places.is_place(text):
        sheet.claim("publisher-place", *chunk)
    elif (
        not sheet.has("publisher")
        and (sheet.has("genre") or "host" in sheet.signs or _note_kind.is_publisher(text))
        and not sheet.has("event-title")
    ):
        sheet.claim("publisher", *chunk)
