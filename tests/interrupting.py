"""Ctrl-C for a process that a test starts: a shell's background jobs ignore it, and their children too."""

import signal
import sys

import pytest

STARTED = {} if sys.platform == "win32" else {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
where_it_can_be_sent = pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for a child on Windows")
