"""Keys, from the environment or from the system's keyring where the package `keyring` is installed. No message and no
record that is ever shown holds one."""

from __future__ import annotations

import contextlib
import os
from typing import Any

SERVICE = "polybib"


def of(*variables: str, kept: str) -> str:
    """A key: the first of the environment variables that is set, or what the keyring keeps under a name."""
    given = next((value for name in variables if (value := os.environ.get(name, "").strip())), "")
    if given or (ring := _keyring()) is None:
        return given
    with contextlib.suppress(Exception):  # a keyring that is locked, or has no backend
        return str(ring.get_password(SERVICE, kept) or "")
    return ""


def keep(name: str, key: str) -> None:
    """Keeps a key in the keyring, where there is one."""
    if (ring := _keyring()) is not None:
        with contextlib.suppress(Exception):
            ring.set_password(SERVICE, name, key)


def _keyring() -> Any:
    try:
        import keyring
    except ImportError:
        return None
    return keyring
