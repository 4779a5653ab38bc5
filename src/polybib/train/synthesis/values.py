"""Single values as they are printed: titles, publishers, dates, numbers, identifiers."""

from __future__ import annotations

import re

from polybib.train.synthesis.draft import Draft, Field, field

CYRILLIC = ("ru", "uk", "be", "kk", "bg")
EAST_ASIAN = ("zh", "ja", "ko")
HOSTS = """www.nsc.ru cyberleninka.ru elibrary.ru example.org www.gov.cn habr.com github.com ru.wikipedia.org
    www.researchgate.net arxiv.org docs.cntd.ru www.un.org link.springer.com www.scielo.br www.jstor.org blog.csdn.net
    www.bbc.co.uk www.lemonde.fr www.who.int doi.org elib.bsu.by zakon.rada.gov.ua www.youtube.com en.wikipedia.org
    www.cnki.net news.xinhuanet.com qiita.com terms.naver.com dergipark.org.tr archive.org hal.science""".split()
ENOUGH = 60  # real values of a language, that none comes too often
ORDINALS = {
    "en": ("2nd 3rd 4th 5th 6th 10th second third 1st Second Third revised 2d".split()),
    "fr": ("2e 3e 2ème 4e deuxième troisième 2".split()),
    "it": ("2 3 II seconda terza 4".split()),
    "zh": ("2 3 4 5 二 三 四 10".split()),
    "id": ("2 3 Kedua Ketiga Revisi IV".split()),
    "ar": ("1 2 3 الأولى الثانية الثالثة".split()),
    "fa": ("1 2 دوم سوم ۲ ۴".split()),
    "he": ("שנייה שלישית".split()),
    "sv": ("2 3 andra tredje".split()),
    "es": ("2 3 4 segunda".split()),
}


def title(d: Draft) -> str:
    """A title: a real one of the language, or one put together from its words."""
    real = d.stock.values(d.language, "title")
    if len(real) >= ENOUGH and d.chance(0.6 if len(real) > 500 else 0.3):
        return d.choose(real).rstrip(". ")
    made = d.word("heads") + d.word("tails")
    if d.chance(0.1):
        made += d.choose([", ", " "] if d.language not in EAST_ASIAN else ["与", "・"]) + d.word("tails")
    if d.chance(0.25):
        sign = d.one("：|——|―|:") if d.language in EAST_ASIAN else d.one(": |. | : | – |. ")
        made += sign + d.word("subtitles")
    if d.chance(0.04):
        made += d.one("?|!|...") if d.language not in EAST_ASIAN else d.one("？|")
    if d.chance(0.05):
        made += f" ({d.number(1700, 1999)}{d.one('-|–')}{d.number(2000, 2020)})"
    return made


def journal(d: Draft) -> str:
    """The title of a journal."""
    real = d.stock.values(d.language, "container-title")
    return d.choose(real) if len(real) >= ENOUGH and d.chance(0.5) else d.word("journals")


def publisher(d: Draft) -> str:
    """A publisher."""
    real = d.stock.values(d.language, "publisher")
    return d.choose(real) if len(real) > 100 and d.chance(0.4) else d.word("publishers")


def place(d: Draft) -> str:
    """A place of publication as printed, often abbreviated."""
    real = d.stock.values(d.language, "publisher-place")
    return d.choose(real) if len(real) > 100 and d.chance(0.3) else d.word("places")


def year(d: Draft, earliest: int = 1850) -> str:
    """A year; most are of our time."""
    low, high = d.choose([(1850, 1950), (1950, 2000), (1990, 2025), (2005, 2025)])
    plain = d.number(max(low, earliest), max(high, 2020 if earliest > 1850 else high))
    if d.language == "fa" and d.chance(0.7):
        return _eastern(d.number(1330, 1402), "۰۱۲۳۴۵۶۷۸۹")
    if d.language == "ar" and d.chance(0.15):
        return _eastern(plain, "٠١٢٣٤٥٦٧٨٩")
    if d.language == "he" and d.chance(0.3):
        return 'תש"' + d.one("ח|ט|ל|מ|נ|ע|פ")
    return plain + d.one("a|b|c") if d.chance(0.03) else plain


def _eastern(number: str, digits: str) -> str:
    return number.translate(str.maketrans("0123456789", digits))


def pages(d: Draft) -> str:
    """One page or a range."""
    first, kind = d.random.randint(1, 900), d.random.random()
    last = first + d.random.randint(1, 40)
    if kind < 0.15:
        return str(first)
    if kind < 0.2 and d.language == "en":
        letter = d.one("e|S|A|L")
        return f"{letter}{first}" if d.chance(0.5) else f"{letter}{first}-{letter}{last}"
    if kind < 0.24 and first > 100 and first // 100 == last // 100:
        return f"{first}{d.one('-|–')}{str(last)[-2:]}"
    if kind < 0.27:
        return f"{first}, {last}"
    return f"{first}{d.one('-|-|-|–|–|—| - |−|--|~' if d.language in EAST_ASIAN else '-|-|–|–|—| - |--')}{last}"


def extent(d: Draft) -> str:
    """The number of pages of a book, at times with pages in Roman numbers."""
    plain = d.number(40, 900)
    return d.one("XII, |viii, |IV, |xii + ") + plain if d.chance(0.08) else plain


def url(d: Draft) -> str:
    """An address."""
    path = "".join(d.choose("abcdefghijklmnop0123456789-_/") for _ in range(d.random.randint(3, 28)))
    head = d.one("http://|https://|https://|www.") + d.choose(HOSTS).removeprefix("www.")
    query = d.one("?id=|.php?p=|?page=|#") + d.number(1, 99999) if d.chance(0.12) else ""
    return head + d.one("/|/article/|/doc/|/news/|/files/|/wiki/") + path.strip("/-_") + query + d.one("|.html|.pdf|/")


def doi(d: Draft) -> str:
    """A DOI without its lead."""
    end = "".join(d.choose("abcdefghjs0123456789.-") for _ in range(d.random.randint(6, 20))).strip(".-")
    return f"10.{d.number(1000, 59999)}/{end}x"


def isbn(d: Draft) -> str:
    """An ISBN of ten or thirteen digits."""
    start = d.one("978-|978-|978 |") + d.one("5|0|1|3|2|7|84|85|88|607")
    return f"{start}-{d.number(10, 9999)}-{d.number(1000, 9999)}-{d.one('0|1|3|5|7|9|X')}"


def digits_date(d: Draft) -> str:
    """A date in digits, in the order of the country."""
    day, month, year = d.random.randint(1, 28), d.random.randint(1, 12), d.number(1998, 2025)
    if d.language in EAST_ASIAN:
        forms = (
            f"{year}-{month:02d}-{day:02d}",
            f"{year}.{month}.{day}",
            f"{year}-{month}-{day}",
            f"{year}/{month:02d}/{day:02d}",
        )
        return d.choose(forms)
    if d.language in ("en", "sv") and d.chance(0.6):
        return d.choose((f"{year}-{month:02d}-{day:02d}", f"{month}/{day}/{year}", f"{day:02d}/{month:02d}/{year}"))
    sign = "/" if d.language in ("fr", "es", "pt", "it", "vi") else "."
    return d.choose(
        (f"{day:02d}{sign}{month:02d}{sign}{year}", f"{day}{sign}{month}{sign}{year}", f"{year}-{month:02d}-{day:02d}")
    )


def long_date(d: Draft, earliest: int = 1950) -> str:
    """A date with the month's name."""
    day, month, year = d.random.randint(1, 28), d.random.randint(1, 12), d.number(earliest, 2025)
    lang = d.language
    if lang in ("zh", "ja"):
        gap = " " if d.chance(0.08) else ""
        return f"{year}{gap}年{gap}{month}{gap}月{gap}{day}{gap}日"
    if lang == "ko":
        return d.choose((f"{year}년 {month}월 {day}일", f"{year}. {month}. {day}."))
    name = d.stock.words(lang, "months")[month - 1]
    short = name[:3] + d.one(".|") if lang in ("en", "ru", "es", "pt", "it", "de") and d.chance(0.3) else name
    if lang == "en":
        return d.choose((f"{short} {day}, {year}", f"{day} {short} {year}", f"{short} {year}", f"{year}, {name} {day}"))
    if lang == "hu":
        return f"{year}. {name} {day}."
    if lang in ("es", "pt"):
        return d.choose((f"{day} de {name} de {year}", f"{day} {short} {year}", f"{day} {name} {year}"))
    if lang in ("de", "cs", "fi", "hr"):
        return f"{day}. {short} {year}"
    return f"{day} {short} {year}" + (d.one("| г.") if lang == "ru" else "")


def month_day(d: Draft) -> str:
    """A day and its month, as they follow a year."""
    day, month = d.number(1, 28), d.choose(d.stock.words(d.language, "months"))
    return d.choose((f"{month} {day}", f"{day} {month}", month)) if d.language == "en" else f"{day} {month}"


def date(d: Draft) -> str:
    """A whole date, in either form."""
    return digits_date(d) if d.chance(0.6) else long_date(d)


def accessed(d: Draft) -> Field:
    """The date on which an address was read."""
    return field("accessed", digits_date(d) if d.chance(0.6) else long_date(d, 2000))


def edition(d: Draft) -> list[str | Field]:
    """An edition: its words and the labelled number or ordinal."""
    before, slot, after = d.word("edition").partition("{}")
    if not slot:
        return [field("edition", before)]
    count = d.choose(ORDINALS.get(d.language, ["2", "3", "4", "5", "2", "7", "10"]))
    if suffix := re.match(r"(?:-\w{1,2}\b|[ªa]\b|º|e\b|η|de\b)", after):
        if not count.isdigit():
            count = "2"
        count, after = count + suffix.group(), after[suffix.end() :]
    return [before, field("edition", count), after]


def wrapped(d: Draft, form: str, made: Field) -> list[str | Field]:
    """A form such as " (accessed {})" with the value in it."""
    before, _, after = form.partition("{}")
    return [before, made, after]
