"""Volume, issue, part and edition numbers, as they are printed but without the words around them.

Sources: GOST 7.1 and R 7.0.5 (Т. 4, № 3; № 9 (72): the issue in the year and its running number), GB/T 7714-2015 8.8
(2001,2(1); 2010(6); 2001(8/9/10); 40(增刊)), MLA (75.1), formats.md 1.3, 2.5, 7.4-7.6. Zero padding goes (06 is 6).
"""

from __future__ import annotations

import re

from polybib.values import _number_forms as forms
from polybib.values._number_forms import EDGES, NUMERAL, Numbers, unpadded
from polybib.values.folding import fold
from polybib.values.numerals import han, ordinal, roman

__all__ = ["Numbers", "clean", "edition", "read", "unpadded", "volume_issue"]

_YEAR_BEFORE = re.compile(r"[\s(]*(?:1[6-9]|20)\d\d\s?(?:年\s*(?=[\d第总(])|[,:;.]?[\s-]*(?=[(\d#№第总]|[^\W\d_年]))")
_PLAIN = re.compile(r"[\s.,;:]*(\d{1,5})\s*(?:\(\s*0*(\d{1,4})\s*\))?[\s.,;:(\-\u2010-\u2015]*", re.ASCII)
_DECIMAL = re.compile(r"(\d{1,4})\s?[.:]\s?(\d{1,3}(?:[-/]\d{1,3})?)")
_CYRILLIC_DECIMAL = re.compile(r"[Тт](?:ом)?\.?\s*(\d{1,3}\.\d{1,3})")
_WHOLE_BRACKET = re.compile(r"\((([^\W\d_]+)\.?\s\d[^()]{0,30})\)")


def read(text: str, *, counted_in_year: bool = False) -> Numbers:
    """Volume, issue, part and running number of a segment.

    A number in brackets after a volume or after no word is the issue. After № the smaller of two numbers is the issue
    of the year and a larger one in brackets its running number: № 9 (72) has no volume, but № 11 (2) is volume 11.
    `counted_in_year` says that the journal counts its issues within the year, as № elsewhere in the list shows: then
    "vol. 4(37)" is № 4 (37) in disguise (formats.md 7.4); without such evidence the printed reading stands.

    >>> read("Vol. 38 (2)"), read("№ 9 (72).")
    (Numbers(volume='38', issue='2', part='', running=''), Numbers(volume='', issue='9 (72)', part='', running='72'))
    >>> read("Т. 4. Ч. 1"), read("2012,22(增刊2)")
    (Numbers(volume='4', issue='', part='1', running=''), Numbers(volume='22', issue='增刊2', part='', running=''))
    """
    plain = _PLAIN.fullmatch(text)
    if plain and not (plain[2] and forms.YEAR.fullmatch(plain[1])):
        issue = plain[2] if plain[2] and not forms.YEAR.fullmatch(plain[2]) else ""
        return forms.with_bracket(unpadded(plain[1]), unpadded(issue), "v", counted_in_year)
    folded = fold(text).strip(" .,;:<>\"'«»“”[]")
    if re.search(r"\)\s?-", folded):
        return Numbers(volume=" ".join(text.split()).strip(" .,;，；．。"))  # a whole serial: 1957(1)-1990(4), 1(1)-
    folded = folded.strip(EDGES)
    year = _YEAR_BEFORE.match(folded)
    if year and year.end() < len(folded):
        folded = folded[year.end() :]
    if any("\u3040" <= c <= "\u9fff" or "가" <= c <= "힣" for c in folded):
        return forms.east_asian(folded, counted_in_year)
    special = next((phrase for phrase in forms.kinds()["special"] if phrase in folded.casefold()), "")
    if special:
        at = folded.casefold().index(special)
        return Numbers(
            clean(folded[:at]) if any(c.isdigit() for c in folded[:at]) else "", unpadded(folded[at:].strip(EDGES))
        )
    whole = _WHOLE_BRACKET.fullmatch(folded)
    if whole and forms.kind_of(whole[2]):
        return read(whole[1], counted_in_year=counted_in_year)
    of_volume = _CYRILLIC_DECIMAL.fullmatch(folded)
    if of_volume:
        return Numbers(of_volume[1])
    decimal = _DECIMAL.fullmatch(folded)
    if decimal:
        return Numbers(unpadded(decimal[1]), unpadded(decimal[2]))
    found = forms.western(folded, counted_in_year)
    return found if any(found) else Numbers(volume=_unread(folded))


def _unread(text: str) -> str:
    """What stands after the word, for a number that cannot be read ("Vol. Orbis biblicus", "t. XCX")."""
    match = re.match(r"([^\W\d_]+)\b[.:\s]*", text)
    return (text[match.end() :] if match and forms.kind_of(match[1]) else text).strip(EDGES)


def volume_issue(text: str, *, counted_in_year: bool = False) -> tuple[str, str]:
    """Volume and issue of a segment, "" for what it lacks; see `read`.

    >>> volume_issue("36(1)"), volume_issue("28(04)"), volume_issue("№ 11 (2)"), volume_issue("2019(06)")
    (('36', '1'), ('28', '4'), ('11', '2'), ('', '6'))
    >>> volume_issue("vol. 11, vol. 2"), volume_issue("Vol. 5–1"), volume_issue("2001(8/9)"), volume_issue("36卷6号")
    (('11', '2'), ('5', '1'), ('', '8/9'), ('36', '6'))
    >>> volume_issue("vol. 4(37)"), volume_issue("vol. 4(37)", counted_in_year=True)
    (('4', '37'), ('', '4 (37)'))
    """
    found = read(text, counted_in_year=counted_in_year)
    return found.volume, found.issue


def clean(text: str) -> str:
    """One number without its word; what is more than a number stays as printed.

    >>> clean("Т. 4"), clean("第3辑"), clean("Вып. 12."), clean("vol. XIV"), clean("(增刊1):"), clean("第2册")
    ('4', '3', '12', 'XIV', '增刊1', '第2册')
    """
    folded = fold(text).strip(EDGES)
    if folded[:1] == "(" and "(" not in folded[1:]:
        folded = folded.strip("()" + EDGES)
    if folded.isdigit():
        return unpadded(folded)
    found = read(folded)
    parts = [part for part in (found.volume, found.issue, found.part) if part]
    return parts[0] if len(parts) == 1 else folded


def edition(text: str) -> str:
    """The number of an edition where it has one; otherwise what is printed (影印本, "revised edition").

    >>> edition("3-е изд., испр. и доп."), edition("2nd ed."), edition("第二版"), edition("Zweite Auflage")
    ('3', '2', '2', '2')
    >>> edition("影印本."), edition("Revised edition,"), edition("изд. 2-е, стереотипное"), edition("新1版")
    ('影印本', 'Revised edition', '2', '新1版')
    """
    folded = fold(text).strip(EDGES + "()")
    match = re.search(r"\d+", folded)
    if match:
        return match.group() if folded.isascii() or "新" not in folded else folded
    number = re.search(rf"第\s*([{NUMERAL}]+)\s*[版刷次]", folded)
    if number and (value := han(number.group(1))):
        return str(value)
    for word in re.findall(r"[^\W\d_]+", folded):
        if value := ordinal(word):
            return str(value)
    first = re.match(r"([IVXІХ]{1,5})\b\W*(\w+)", folded)
    if first and roman(first[1]) and first[2].casefold() in forms.kinds()["edition"]:
        return str(roman(first[1]))
    bare = text.strip(EDGES + "()，。．：；（）")
    if any(c >= "\u3040" for c in bare):
        return bare
    last = bare.split()[-1:]
    short = last and last[0].casefold() in forms.kinds()["short"]
    return f"{bare}." if short and text.strip().startswith(f"{bare}.") else bare
