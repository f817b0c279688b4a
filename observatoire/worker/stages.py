"""How far a load or a computation is: the share that a stage knows, on the part of the work that it is."""

from observatoire.worker.work import Tell

START, END = 0.1, 0.9


class Stages:
    """Tells stages as progress that never goes back; a stage that knows no share leaves it where it is."""

    def __init__(self, tell: Tell, *, end: float = END) -> None:
        self._tell = tell
        self._end = end
        self._reached = START

    def say(self, stage: str, share: float | None) -> None:
        """Tell where it is."""
        if share is not None:
            self._reached = max(self._reached, START + share * (self._end - START))
        self._tell(self._reached, stage)
