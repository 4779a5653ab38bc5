"""What can go wrong, as one clear line: what, where, and what to do next."""

from __future__ import annotations


class Error(Exception):
    """The base of our errors; `exit_code` is what the command line leaves with."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        self.what, self.where, self.next_step = what, where, next_step
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        step = f" ({self.next_step})" if self.next_step else ""
        return f"{place}{self.what}{step}"


class OptionError(Error):
    """The program was used wrongly."""

    exit_code = 2


class InputError(Error):
    """The input could not be read."""

    exit_code = 3


class RemoteError(Error):
    """A remote source failed."""

    exit_code = 4
