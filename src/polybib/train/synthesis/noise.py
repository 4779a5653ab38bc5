"""What happens to references on their way: OCR, word processors, LaTeX, Markdown, hurried hands. Every edit moves the
spans with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from polybib.train.example import Example
from polybib.train.synthesis.draft import EDGE, example
from polybib.train.synthesis.worn import Worn

LOOKALIKES = str.maketrans("СТРМАВЕКНОХcepoxС", "CTPMABEKHOXсерохC")  # Cyrillic and Latin
WIDE = str.maketrans(".,:()[];", "．，：（）［］；")
WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
ACCENTS = {
    "é": "\\'e",
    "è": "\\`e",
    "ü": '\\"u',
    "ö": '\\"o',
    "ä": '\\"a',
    "ç": "\\c{c}",
    "ñ": "\\~n",
    "á": "{\\'a}",
    "í": "\\'{\\i}",
    "ó": "\\'{o}",
    "ß": "{\\ss}",
    "ê": "\\^e",
}
LATEX = {
    "&": "\\&",
    "–": "--",
    "—": "---",
    "_": "\\_",
    "%": "\\%",
    "“": "``",
    "”": "''",
    "№": "\\No",
    "°": "$^{\\circ}$",
}
ENTITIES = {
    "&": "&amp;",
    "–": "&ndash;",
    "“": "&ldquo;",
    "”": "&rdquo;",
    "<": "&lt;",
    ">": "&gt;",
    "é": "&eacute;",
    "\u00a0": "&nbsp;",
}
TAILS = (
    " [PDF]| ↩︎| ↩| Google Scholar| [CrossRef]| [PubMed]| PMID: 1234567| [Google Scholar] [CrossRef]|"
    " View Article| см. также гл. 3| see also ch. 3|"
    " (дата обращения: 12.05.2020)| Accessed: 2020| (рус.)| 2 экз.| [in Russ.]| (In Russ.)| (in Chinese)|"
    " Текст: электронный|.-| ISSN 1234-5678|, passim| [Zugriff: 2019]"
).split("|")
STOP = frozenset("of the and in for on de la des du et für der die und del y e di do da с и в по на".split())


def noisy(made: Example, random: Random, after: str = "") -> Example:
    """The example as it might come in; `after` is a reference that may run on behind it, unlabelled.

    >>> noisy(Example("Cats. 2010.", (("title", 0, 4),), "made", "book"), Random(3)).text != ""
    True
    """
    worn = Worn(made)
    for probability, act in ACTS:
        if random.random() < probability:
            act(worn, random)
    if after and random.random() < 0.03:
        worn.text += random.choice([" ", " ", "; ", " [12] ", " 2. ", "\u3000"]) + after[: random.randint(30, 400)]
    if len(worn.text) < 8 or not worn.spans:
        return made
    return example(worn.text, worn.spans, made.source, made.type)


def _slips(worn: Worn, random: Random) -> None:
    """One to three small slips: spaces and signs lost, doubled or changed."""
    for _ in range(random.randint(1, 3)):
        if not worn.text:
            return
        place = random.randrange(len(worn.text))
        char, chance = worn.text[place], random.random()
        if char == " ":
            worn.edit(place, 1, "" if chance < 0.55 else "  ")
        elif char in ".,:;" and chance < 0.6:
            worn.edit(place, 1, random.choice(["", ". ", ",", ";", char + " ", " " + char]))
        elif char in "–—-" and chance < 0.8:
            worn.edit(place, 1, random.choice(["-", "–", "—", " - ", "−", "­"]))
        elif char in '"“”«»' and chance < 0.5:
            worn.edit(place, 1, random.choice(["", '"', "''", "»"]))
        elif char.isalpha() and chance < 0.2:
            worn.edit(place, 0, " ")
        elif char in "()[]" and chance < 0.2:
            worn.edit(place, 1, "")


def _ocr(worn: Worn, random: Random) -> None:
    """Words fall apart and letters are misread."""
    for match in reversed(list(re.finditer(r"\w{2,}", worn.text))):
        word, start = match.group(), match.start()
        if random.random() < 0.06:
            worn.edit(start + random.randint(1, len(word) - 1), 0, " ")
        elif random.random() < 0.03:
            place = start + random.randrange(len(word))
            wrong = {
                "l": "1",
                "1": "l",
                "0": "O",
                "O": "0",
                "e": "c",
                "m": "rn",
                "и": "н",
                "н": "п",
                "n": "ii",
                "5": "S",
            }.get(worn.text[place])
            if wrong:
                worn.edit(place, 1, wrong)


def _hyphens(worn: Worn, random: Random) -> None:
    """The breaks of lines stay in words."""
    sign = random.choice(["- ", "- ", "-", "\u00ad", "¬ ", "\u00ad "])
    words = [m for m in re.finditer(r"[^\W\d_]{7,}", worn.text) if m.group()[0] < "ぁ" or m.group()[0] > "鿿"]
    for match in reversed(random.sample(words, min(len(words), random.choice([1, 1, 2])))):
        worn.edit(match.start() + random.randint(3, len(match.group()) - 3), 0, sign)


def _no_spaces(worn: Worn, random: Random) -> None:
    """Spaces are lost after signs, or everywhere."""
    kind = random.random()
    if kind < 0.6:
        worn.each(r"(?<=[.,:;)]) ", lambda m: "")
    elif kind < 0.8:
        worn.each(r" ", lambda m: "" if random.random() < 0.5 else " ")
    else:
        worn.each(r" ", lambda m: "")


def _more_spaces(worn: Worn, random: Random) -> None:
    """A space before every sign, or no-break spaces, or tabs."""
    kind = random.random()
    if kind < 0.4:
        sign = random.choice([",", ":", ";", "."])
        worn.each(re.escape(sign), lambda m: " " + m.group())
    elif kind < 0.8:
        worn.each(r" ", lambda m: random.choice([" ", " ", "\u00a0", "  "]))
    else:
        worn.each(r"(?<=\d)(?=[-–])|(?<=[-–])(?=\d)", lambda m: " ")


def _latex(worn: Worn, random: Random) -> None:
    """Remains of LaTeX."""
    if random.random() < 0.6:
        worn.each("[" + "".join(LATEX) + "]", lambda m: LATEX[m.group()])
    if random.random() < 0.6:
        worn.each("[" + "".join(ACCENTS) + "]", lambda m: ACCENTS[m.group()])
    if random.random() < 0.4:
        worn.each(r"(?<=\w\.) (?=\w)", lambda m: "~")
    if random.random() < 0.4:
        _surround(
            worn,
            random.choice(
                [("\\textit{", "}"), ("{\\it ", "}"), ("\\emph{", "}"), ("{\\em ", "}"), ("{", "}"), ("$", "$")]
            ),
            random,
        )


def _surround(worn: Worn, marks: tuple[str, str], random: Random) -> None:
    found = worn.span(*random.choice([("title",), ("container-title", "title"), ("volume",), ("author",)]))
    if found:
        a, b = found
        worn.edit(b, 0, marks[1])
        spans = worn.spans
        worn.spans = [(label, s, b if (s, e) == (a, b + len(marks[1])) else e) for label, s, e in spans]
        worn.edit(a, 0, marks[0])
        worn.spans = [(label, a + len(marks[0]) if s == a else s, e) for label, s, e in worn.spans]


def _markdown(worn: Worn, random: Random) -> None:
    """Remains of Markdown and HTML."""
    kind = random.random()
    if kind < 0.5:
        _surround(
            worn,
            random.choice(
                [
                    ("*", "*"),
                    ("**", "**"),
                    ("_", "_"),
                    ("<i>", "</i>"),
                    ("<em>", "</em>"),
                    ("<b>", "</b>"),
                    ("***", "***"),
                    ("<strong>", "</strong>"),
                ]
            ),
            random,
        )
    elif kind < 0.7:
        worn.each(r"[\[\]()*_&]", lambda m: "\\" + m.group())
    elif kind < 0.85:
        worn.each("[" + "".join(ENTITIES) + "]", lambda m: ENTITIES[m.group()])
    elif found := worn.span("URL"):
        url = worn.text[found[0] : found[1]]
        worn.edit(found[0], found[1] - found[0], random.choice([f"<{url}>", f"[{url}]({url})", f"[link]({url})"]))
        worn.spans = [s for s in worn.spans if s[0] != "URL"]
        start = worn.text.find(url, found[0])
        start = worn.text.find(url, start + 1) if worn.text[found[0] :].startswith("[http") else start
        worn.spans.append(("URL", start, start + len(url)))


def _wide(worn: Worn, random: Random) -> None:
    """Signs of full width, or of half width, among Chinese and Japanese; elsewhere a comma or two."""
    if re.search("[一-鿿ぁ-ヿ]", worn.text):
        back = str.maketrans("．，：（）［］；。、", ".,:()[];.,")
        worn.text = worn.text.translate(WIDE if random.random() < 0.7 else back)
        if random.random() < 0.15:
            worn.text = worn.text.translate(WIDE_DIGITS)
    else:
        worn.text = worn.text.translate(
            random.choice([{ord(","): "，"}, {ord("("): "（", ord(")"): "）"}, {ord("."): "．"}])
        )


def _capitals(worn: Worn, random: Random) -> None:
    """The author, the title or everything in capitals, or all in small letters."""
    found = (
        worn.span(random.choice(["author", "title", "container-title"]))
        if random.random() < 0.75
        else (0, len(worn.text))
    )
    change: Callable[[str], str] = str.upper if random.random() < 0.85 else str.lower
    if found:
        a, b = found
        kept = "".join(changed if len(changed := change(c)) == 1 else c for c in worn.text[a:b])
        worn.text = worn.text[:a] + kept + worn.text[b:]


def _abbreviated(worn: Worn, random: Random) -> None:
    """The container's title cut down to the beginnings of its words."""
    found = worn.span("container-title")
    if not found or re.search("[一-鿿ぁ-ヿ가-힣]", worn.text[found[0] : found[1]]):
        return
    dot = random.choice([".", ".", ""])
    for match in reversed(list(re.finditer(r"[^\W\d_]+ ?", worn.text[found[0] : found[1]]))):
        word = match.group().rstrip()
        start = found[0] + match.start()
        if word.lower() in STOP:
            worn.edit(start, len(match.group()), "")
        elif len(word) > 5:
            worn.edit(start, len(word), word[: random.choice([1, 3, 4, 4, 5])] + dot)


def _lookalikes(worn: Worn, random: Random) -> None:
    """Single letters of the other script: С., Т., Р., М. in Cyrillic and Latin."""
    worn.each(r"(?<![^\W\d_])[СТРМАВЕКНОХcC](?=[. ])", lambda m: m.group().translate(LOOKALIKES))


def _cut(worn: Worn, random: Random) -> None:
    """The end or the beginning is missing."""
    if random.random() < 0.75:
        cut = random.randint(len(worn.text) // 2, len(worn.text))
        worn.edit(cut, len(worn.text) - cut, "")
    else:
        worn.edit(0, random.randint(1, max(1, len(worn.text) // 4)), "")


def _tail(worn: Worn, random: Random) -> None:
    """Words after the reference that belong to no value."""
    worn.text += random.choice(TAILS)


def _labelled(worn: Worn, random: Random) -> None:
    """A number or a bullet before the reference."""
    if worn.span("label"):
        return
    n, small = random.randint(1, 300), random.randint(1, 60)
    mark = random.choice(
        [
            f"{n}. ",
            f"{n}. ",
            f"[{n}] ",
            f"[{n}] ",
            f"{small}) ",
            f"［{small}］",
            f"[{small}]",
            f"{small} ",
            f"({small}) ",
            f"{small}.\t",
            f"**{small}.** ",
            f"{small}.",
            f"[^{small}]: ",
            f"<sup>{small}</sup>",
            f"- [{small}] ",
            f"【{small}】",
            f"〔{small}〕",
            f"{small} . ",
            f"[{small}].",
            f"{small}、",
            f"- {n}. ",
            f"\\bibitem{{ref{small}}} ",
            "* ",
            "- ",
            "• ",
            "– ",
            "> ",
            "",
            "&gt; ",
            chr(0x2460 + small % 20) + " ",
            f"<b>{small}.</b> ",
        ]
    )
    worn.text = mark + worn.text
    worn.spans = [(label, a + len(mark), b + len(mark)) for label, a, b in worn.spans]
    number = re.search(r"[\[［【〔(]?\^?\d+[\]］】〕)]?|[①-⑳]", mark)
    if number and "bibitem" not in mark and len(worn.text[number.start() : number.end()].strip(EDGE)):
        worn.spans.insert(0, ("label", number.start(), number.end()))


ACTS: tuple[tuple[float, Callable[[Worn, Random], None]], ...] = (
    (0.03, _abbreviated), (0.03, _capitals), (0.025, _lookalikes), (0.04, _markdown), (0.03, _wide), (0.025,
    _latex), (0.03, _tail), (0.03, _cut),
    (0.04, _hyphens), (0.04, _ocr), (0.03, _no_spaces), (0.03, _more_spaces), (0.3, _slips), (0.42, _labelled),
)  # fmt: skip
