"""Dates as entries of BibTeX (year, month, day) and BibLaTeX (`date`, ISO 8601-2) have them."""

from __future__ import annotations

from polybib.formats import _latex
from polybib.model import Date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = ("Spring", "Summer", "Autumn", "Winter")


def in_calendar(date: Date) -> bool:
    """Has it only months and days that there are?"""
    good = all(abs(part[0]) < 10000 for part in date.parts)
    return good and all(1 <= n <= most for part in date.parts for n, most in zip(part[1:], (12, 31), strict=False))


def issued(date: Date, biblatex: bool) -> dict[str, str]:
    """`date` for BibLaTeX. For BibTeX year, month and day; with a range, a season or doubt also `date`."""
    if not date.parts:
        return {"year": _latex.escape(date.literal)}
    first, last = date.parts[0], date.parts[-1]
    if not in_calendar(date):
        return {"year": str(first[0])}
    if biblatex:
        return {"date": edtf(date)}
    out = {"year": str(first[0])}
    if len(date.parts) > 1 and first[0] != last[0]:
        out["year"] += f"--{last[0] or ''}"
    elif len(first) > 1:
        out["month"] = MONTHS[first[1] - 1]
        if len(first) > 2 and len(date.parts) == 1:
            out["day"] = str(first[2])
    if 1 <= date.season <= 4:
        out.setdefault("month", SEASONS[date.season - 1])
    if len(date.parts) > 1 or date.season or date.circa or first[0] < 1:
        out["date"] = edtf(date)
    return out


def edtf(date: Date) -> str:
    """A date in the form that BibLaTeX reads (ISO 8601-2): ranges, seasons, years before our era.

    >>> edtf(Date(((2018,), (0,)))), edtf(Date(((2018,),), season=1)), edtf(Date(((-44,),), circa=True))
    ('2018/', '2018-21', '-0043~')
    """
    pieces = [_iso(part) for part in date.parts]
    if len(date.parts) == 1 and len(date.parts[0]) == 1 and 1 <= date.season <= 4:
        pieces = [f"{pieces[0]}-2{date.season}"]
    return "/".join(piece + ("~" if date.circa and piece else "") for piece in pieces)


def _iso(part: tuple[int, ...]) -> str:
    if part[0] == 0:
        return ""
    year = f"{part[0]:04d}" if part[0] > 0 else f"-{abs(part[0] + 1):04d}"
    return "-".join((year, *(f"{n:02d}" for n in part[1:])))
