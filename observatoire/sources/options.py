"""What a person decides about a file, beside the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """Decisions that go with a load."""

    bailleur: str | None = None
    """SIREN of the landlord, for a survey file, which does not name it"""
    columns: Mapping[str, str] | None = None
    """column of the file for each quantity, as corrected by somebody"""
    confirmed: bool = False
    """whether the columns proposed or corrected were seen and accepted"""
    only: str | None = None
    """SIREN of the landlord whose stock alone the file may hold"""
    decisions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """residence of a group of dwellings, by commune and key, as decided on the proposal"""


NO_OPTIONS = Options()
