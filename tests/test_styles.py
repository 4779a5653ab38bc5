"""Styles: found by every name that they have, read safely, and made ready for a language."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from polybib.bibliography import _shelves, flatten, preview, styles
from polybib.cli import main
from polybib.errors import Error, InputError, OptionError

CASES = Path(__file__).parent / "cases" / "csl"
OURS = sorted(_shelves.OURS.glob("*.csl"))
CSL = "{http://purl.org/net/xbiblio/csl}"


def cases(name):
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of the user's own, empty, which is also the current one."""
    monkeypatch.setenv("POLYBIB_STYLES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", cases("find.jsonl"), ids=lambda case: case["name"])
def test_find(case):
    if "missing" in case:
        with pytest.raises(Error, match=re.escape(case["missing"])):
            styles.find(case["name"])
        return
    found = styles.find(case["name"])
    assert {name: getattr(found, name) for name in case if name not in ("name", "warning")} == {
        name: value for name, value in case.items() if name not in ("name", "warning")
    }
    assert case.get("warning", "") in " ".join(found.warnings)
    assert ("<bibliography" in found.xml) == (found.kind == "csl")


@pytest.mark.parametrize("case", cases("bad.jsonl"), ids=lambda case: case["what"])
def test_bad_styles_get_one_line(case, folder):
    text = case["text"] + " " * case.get("repeat", 0)
    if "deep" in case:
        text = '<style xmlns="http://purl.org/net/xbiblio/csl">' + "<a>" * case["deep"]
    (folder / "bad.csl").write_text(text, encoding="utf-8")
    for name in ("bad.csl", "bad", str(folder / "bad.csl")):
        with pytest.raises(Error, match=re.escape(case["error"])) as told:
            styles.find(name)
        assert "\n" not in str(told.value)


def test_the_folder_of_the_user_comes_first(folder):
    text = (_shelves.OURS / "gb-t-7714-2025-note.csl").read_text(encoding="utf-8")
    other = text.replace('encoding="utf-8"', 'encoding="utf-16"')
    (folder / "apa.csl").write_text(other, encoding="utf-16")
    (folder / "mine.csl").write_text(text.replace("GB/T 7714-2025 (notes)", "My Own Thesis"), encoding="utf-8")
    (folder / "mine.bst").write_text("ENTRY {author} {} {label}\nFUNCTION {calc.label} {}\nSORT\n", encoding="utf-8")
    assert styles.find("apa").citations == "note"
    assert "第" in styles.find("apa").xml
    assert styles.find("my own thesis").id == "mine"
    assert [one.id for one in styles.matching(("own", "thesis"))] == ["mine"]
    assert (styles.find("mine.bst").kind, styles.find("mine.bst").numeric) == ("bst", False)


def test_without_the_package_ours_are_there(monkeypatch):
    monkeypatch.setattr(_shelves, "package", lambda: None)
    _shelves.renamed.cache_clear()
    assert styles.find("gb-t-7714-2025-numeric").numeric
    assert styles.find("plain").kind == "bst"
    with pytest.raises(OptionError, match=r"pip install 'polybib\[styles\]'"):
        styles.find("apa")
    assert {one.id for one in styles.matching(("7714",))} == {path.stem for path in OURS if "7714" in path.stem}
    _shelves.renamed.cache_clear()


def test_finding_does_not_parse_the_shelves(monkeypatch):
    monkeypatch.setattr(_shelves, "_catalogue", None)  # reading all the heads takes a second
    assert styles.find("nature-digest").parent == "nature"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_ours_are_free_and_whole(path):
    root = ElementTree.parse(path).getroot()
    assert "CC0" in path.read_text(encoding="utf-8")
    assert root.findtext(f"{CSL}info/{CSL}id") == f"urn:polybib:{path.stem}"
    called = {one.get("macro") for one in root.iter() if one.get("macro")}
    assert called == {one.get("name") for one in root.iter(f"{CSL}macro")}  # none is missing, none is idle


@pytest.mark.parametrize("family", ["gb-t-7714-2025", "gost"])
def test_the_styles_of_a_family_do_not_drift_apart(family):
    """What two of them share word for word is written once in spirit: a change of one is a change of all."""
    roots = [ElementTree.parse(path).getroot() for path in OURS if path.stem.startswith(family)]
    shared = {"gb-t-7714-2025": ["title", "mark", "part", "edition", "journal", "newspaper", "host", "access"]}
    for name in shared.get(family, ["volume", "issue", "page", "edition", "imprint", "series", "host", "editor"]):
        texts = {ElementTree.tostring(root.find(f"{CSL}macro[@name='{name}']")).strip() for root in roots}
        assert len(texts) == 1, name


CSL_M = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.1mlz1" class="in-text" default-locale="zh-CN">
<macro name="a"><names variable="author"><name/><institution institution-parts="long"/></names></macro>
<citation><layout locale="en"><text value="E"/></layout><layout><text value="中"/></layout></citation>
<bibliography><layout locale="en de fr"><text macro="a"/><text value="W"/></layout>
<layout locale="zh-TW"><text value="繁"/></layout><layout><text value="简"/></layout></bibliography></style>"""


@pytest.mark.parametrize(
    ("language", "kept"),
    [("en", "W"), ("de-AT", "W"), ("zh-TW", "繁"), ("zh-CN", "简"), ("zh", "简"), ("ru", "简"), ("", "简")],
)
def test_csl_m_becomes_plain_csl(language, kept):
    root = ElementTree.fromstring(flatten.for_language(CSL_M, language))
    (layout,) = root.findall(f"{CSL}bibliography/{CSL}layout")
    assert [one.get("value") for one in layout.iter(f"{CSL}text") if one.get("value")] == [kept]
    assert (root.get("version"), layout.get("locale")) == ("1.0", None)
    assert len(root.findall(f"{CSL}citation/{CSL}layout")) == 1
    assert not list(root.iter(f"{CSL}institution"))


def test_plain_csl_and_one_locale_stay_as_they_are():
    plain = styles.find("gost-r-7-0-100-2018").xml
    ours = styles.find("gb-t-7714-2025-numeric").xml
    assert flatten.for_language(plain, "zh-CN") == plain
    assert flatten.for_language(ours, "en-US") == ours
    assert flatten.for_language(ours, "zh-CN", wide=False) == ours
    wide = flatten.for_language(ours, "ja-JP")
    assert 'delimiter="，"' in wide
    assert 'prefix="DOI:"' in wide


def test_words_of_another_script_give_way():
    russian = styles.find("gost-r-7-0-5-2008").xml  # it has и др. for English too
    english = ElementTree.fromstring(flatten.for_language(russian, "en-US"))
    own = english.find(f"{CSL}locale[@{{http://www.w3.org/XML/1998/namespace}}lang='en']")
    assert [one.text for one in own.iter(f"{CSL}term")] == []
    assert "и др." in flatten.for_language(russian, "ru-RU")
    assert "и др." in flatten.for_language(russian, "de-DE")  # the words for Russian stay


def test_the_command_lists_and_previews(capsys):
    with pytest.raises(SystemExit) as done:
        main(["styles", "7714-2025", "numeric", "--preview"])
    out = capsys.readouterr().out.splitlines()
    assert (done.value.code, out[0]) == (0, "gb-t-7714-2025-numeric  GB/T 7714-2025 (numeric)")
    assert out[1].startswith("    [1] 陈登原. 国史旧闻")
    assert "et al. The genome" in out[2]
    with pytest.raises(SystemExit) as done:
        main(["styles", "gost-r-7-0-100-2019"])
    assert (done.value.code, "gost-r-7-0-100-2018" in capsys.readouterr().err) == (1, True)


def test_a_preview_that_cannot_be_made_says_why(folder):
    (folder / "none.csl").write_text(cases("bad.jsonl")[8]["text"], encoding="utf-8")
    assert "has no bibliography" in next(preview.lines("none"))
    with pytest.raises(InputError):
        styles.find(str(folder) + "/")
