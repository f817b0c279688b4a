"""How far a load is: the share that a stage knows, on the part of the work that loading is."""

from observatoire.worker.work import Tell

START, END = 0.1, 0.9


class Stages:
    """Tells the stages of a load as progress that never goes back; a stage that knows no share leaves it where it is."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._reached = START

    def say(self, stage: str, share: float | None) -> None:
        """Tell where a load is."""
        if share is not None:
            self._reached = max(self._reached, START + share * (END - START))
        self._tell(self._reached, stage)
