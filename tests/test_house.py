"""The rules of the house that can be checked: who imports whom, how long modules are, what starts with the program."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "polybib"
# A module imports only from its own layer and those before it (docs/architecture.md).
LAYERS = (
    ("model", "errors", "words", "vocabulary", "registry"),
    ("values",),
    ("documents", "finding", "repair"),
    ("segments",),
    ("styles", "tagger"),
    ("parsing", "formats"),
    ("pipeline",),
    ("collect",),
    ("evaluation", "zotero", "bibliography"),
    ("duplicates",),
    ("crossref",),
    ("check",),
    ("cli", "__main__"),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "train" not in path.parts)
SOCKETS = {"socket", "http", "urllib.request", "requests", "httpx", "httpx2", "ftplib", "smtplib"}
NETWORK = {"zotero", "crossref"}  # the layers that may open a socket


def layer(path):
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path):
    """The modules that a file imports, anywhere in it; not those for type checking only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down(path):
    here = layer(path)
    if here == "__init__":  # the public verbs, which import when they are called
        return
    for name in imported(path):
        assert here in NETWORK or not any(name == s or name.startswith(f"{s}.") for s in SOCKETS), name
        head, _, rest = name.partition(".")
        if head == "polybib" and (there := rest.partition(".")[0]) in RANK:
            assert RANK[there] <= RANK[here], f"{here} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_and_functions_stay_short(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 330
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            doc = ast.get_docstring(node, clean=False) or ""
            assert node.end_lineno - node.lineno - doc.count("\n") <= 50, node.name


def test_every_layer_is_a_module():
    assert {name for name in RANK if not list(SOURCE.glob(f"{name}*"))} == set()
