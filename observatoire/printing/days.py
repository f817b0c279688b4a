"""Days are those of who reads, in Paris: the clock of the machine, and what the store keeps, are in UTC."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def day_of(moment: datetime) -> date:
    """The day on which something happened: 23:30 in London is already tomorrow."""
    return moment.astimezone(PARIS).date()


def find_today() -> date:
    """The day that it is."""
    return day_of(datetime.now(UTC))
