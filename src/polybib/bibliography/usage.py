"""What a language asks of an entry and no CSL locale can say: dates that are inflected, quotation marks within
quotation marks, editions. The words are data (`bibliography.months`, `.inner`, `.edition` in data/words).

Sources: Russian and Ukrainian write the month of a day in the genitive (3 мая); JIS X 0807 and SIST 02 write 第2版;
GB/T 15834-2011, 4.15.3.2: 〈〉 within 《》; Мильчин, Чельцова, Справочник издателя и автора, 5.3: „“ within «».
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from polybib import words

Change = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
ASIAN = ("zh", "ja")
SPACES = " \u00a0\u202f"  # as French has them within quotation marks
AFTER = r"(?=[\s,.;:)\]<]|$)"  # what may stand after a date


def mended(html: str, locale: str, texts: str = "") -> str:
    """An entry as its language writes it. What the `texts` of the item have themselves stays as it was printed.

    >>> mended("Век, 14 июнь 2002 г.", "ru-RU"), mended("(2010年, 5月 3) (2番目 版)", "ja-JP")
    ('Век, 14 июня 2002 г.', '(2010年5月3日) (第2版)')
    >>> mended("«О «мире»»", "uk-UA"), mended("Обзор «О «мире»»", "uk-UA", "Обзор «О «мире»»")
    ('«О „мире“»', 'Обзор «О «мире»»')
    """
    for pattern, made in _changes(locale[:2]):
        html = pattern.sub(lambda found, made=made: _unless(found, made, texts), html)  # type: ignore[misc]
    return html


def _unless(found: re.Match[str], made: str | Callable[[re.Match[str]], str], texts: str) -> str:
    if found[0] in texts:
        return found[0]
    return made(found) if callable(made) else found.expand(made)


@cache
def _changes(language: str) -> tuple[Change, ...]:
    """The patterns of a language; each is linear, for none repeats over the same characters twice."""
    out: list[Change] = []
    for rule in words.get("bibliography.edition", language):
        ordinal, edition, before = rule.split("|")
        out.append((re.compile(rf"(\d{{1,4}}){ordinal}\s?{edition}"), rf"{before}\1{edition}"))
    forms = dict(one.split("=") for one in words.get("bibliography.months", language))
    if forms:
        out += _dates(forms, asian=language in ASIAN)
    for signs in words.get("bibliography.inner", language):
        out.append(_inner(signs))
    return tuple(out)


def _dates(forms: dict[str, str], *, asian: bool) -> list[Change]:
    """A day beside its month, in the order of the language; a year that stands alone without its word."""
    month = "|".join(sorted(forms, key=len, reverse=True))
    day = r"0?(\d{1,2})"

    def spoken(number: str, word: str) -> str:
        return f"{forms[word]}{number}日" if asian else f"{number} {forms[word]}"

    alone: list[Change] = [
        (re.compile(rf"(?<!\d){day} ({month}){AFTER}"), lambda f: spoken(f[1], f[2])),
        (re.compile(r"(\d{4})年?, (\d{1,2}月\d{1,2}日)"), r"\1年\2"),
    ]  # fmt: skip
    year = "年" if asian else r"[ \u00a0]г\."
    return [
        (re.compile(rf"(?<!\d){day},? ({month}) (\d{{4}})"), lambda f: (
            f"{f[3]}年{spoken(f[1], f[2])}" if asian else f"{spoken(f[1], f[2])} {f[3]}")),
        (re.compile(rf"(?<!\w)({month})[ \u00a0]{day}{AFTER}"), lambda f: spoken(f[2], f[1])),
        *(alone if asian else []),
        (re.compile(rf"(?<!\d)(\d{{4}}){year}(?=[;)])"), r"\1"),
    ]  # fmt: skip


def _inner(signs: str) -> Change:
    """Quotation marks directly within the same ones."""
    begin, end, inner_begin, inner_end = tuple(signs)
    free = f"[^{begin}{end}]"
    pattern = re.compile(f"({begin}{free}*){begin}({free}*){end}(?={free}*{end})")
    return pattern, lambda found: f"{found[1]}{inner_begin}{found[2].strip(SPACES)}{inner_end}"
