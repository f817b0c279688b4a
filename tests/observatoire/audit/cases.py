"""Small publications written by hand: what an attacker knows of a few residences, in a few words."""

from collections.abc import Iterable, Mapping

from observatoire.audit.attack import Attack, Finding, Verdict, attack
from observatoire.audit.system import Cell, Equation, System, Unknown, count_needed


class Case:
    """One count of some residences, named by letters, and the totals that are published of them."""

    def __init__(self, dwellings: Mapping[str, int], *, owners: Mapping[str, str] | None = None) -> None:
        self.system = System()
        self.place = {
            name: self.system.add(Unknown(name, "y", owner=(owners or {}).get(name, "")), upper=size)
            for name, size in dwellings.items()
        }
        for name, size in dwellings.items():
            self.hide(name, room=size)

    def hide(self, names: str, *, room: int | None = None) -> None:
        """A residence, or the sum of several, must stay secret."""
        self.system.keep_secret(Cell("residence", names, "y", self._form(names), needed=count_needed(room)))

    def total(self, names: Iterable[str], value: int) -> "Case":
        """A published total of what is hidden, once what is shown is taken away."""
        self.system.say(Equation(self._form(names), value, ("1", "secteur", "S", "y", "num"), value))
        return self

    def between(self, weights: Mapping[str, float], low: float, high: float) -> "Case":
        """A rounded figure: a weighted sum lies between two numbers."""
        self.system.bound({self.place[name]: weight for name, weight in weights.items()}, low, high)
        return self

    def know(self, name: str, value: int) -> "Case":
        """What the attacker knows of a residence by itself."""
        return self.total(name, value)

    def attack(self) -> dict[str, Finding]:
        """What is found of each cell."""
        return {each.cell.code: each for each in self.run().findings}

    def run(self) -> Attack:
        """The whole attack."""
        return attack(self.system)

    def interval(self, name: str) -> tuple[int | None, int | None]:
        """Between what a cell remains."""
        found = self.attack()[name]
        return found.low, found.high

    def leaks(self) -> set[str]:
        """Cells that do not resist."""
        return {name for name, each in self.attack().items() if each.verdict is not Verdict.RESISTS}

    def _form(self, names: Iterable[str]) -> dict[int, int]:
        return {self.place[name]: 1 for name in names}
