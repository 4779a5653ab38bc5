"""Work in a process of its own, which is stopped when it takes too long. Run as a module it does one piece of work."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from typing import Any

from polybib.bibliography.engines import EngineFailed, EngineHung


def call(module: str, given: dict[str, Any], timeout: float) -> Any:
    """What the function `work` of an engine's module gives back, done in another process."""
    name = module.rpartition(".")[2].replace("_", "-")
    command = [sys.executable, "-m", __name__, module]
    try:
        done = subprocess.run(
            command, input=json.dumps(given).encode(), capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        raise EngineHung(f"{name} took longer than {timeout:.0f} seconds") from None
    except OSError as error:
        raise EngineFailed(f"{name} could not be started: {error.strerror}") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise EngineFailed(f"{name} failed: {told[-1][:200] if told else f'exit code {done.returncode}'}")
    return json.loads(done.stdout.decode())


def main(module: str) -> None:
    """Reads what is given from standard input, and writes what comes of it; what libraries print goes elsewhere."""
    given, out = json.loads(sys.stdin.buffer.read()), sys.stdout
    sys.stdout = sys.stderr
    made = json.dumps(import_module(module).work(given))
    out.write(made)
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1])
