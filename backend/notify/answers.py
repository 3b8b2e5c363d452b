"""What the other side said to something that was sent."""

from __future__ import annotations

from dataclasses import dataclass

UNREACHED = 0  # no answer: refused, timed out, no address that may be connected to


@dataclass(frozen=True, slots=True)
class Answer:
    """As an HTTP status; ``status`` 0: nothing. ``theirs_alone``: the limit is this receiver's, and
    others may still be told by the same host.
    """

    status: int
    error: str = ""
    retry_after_s: int | None = None
    theirs_alone: bool = False

    @property
    def taken(self) -> bool:
        return 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """The subscription is no more."""
        return self.status in {404, 410}

    @property
    def later(self) -> bool:
        """Worth another try."""
        return self.status == UNREACHED or self.status == 429 or self.status >= 500


TAKEN = Answer(200)


class NotTaken(Exception):
    """Inside a channel: it ends here, with this answer."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.error)
        self.answer = answer
