"""The examples in the docstrings run."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import polybib

MODULES = [info.name for info in pkgutil.walk_packages(polybib.__path__, "polybib.") if info.name != "polybib.__main__"]


@pytest.mark.parametrize("name", ["polybib", *MODULES])
def test_examples(name):
    failed, _ = doctest.testmod(import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert failed == 0
