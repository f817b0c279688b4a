"""Days as partners write them, who are in Paris: where the tests run, it may be another day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

TODAY = datetime.now(ZoneInfo("Europe/Paris")).date()


def years_later(day: date, years: int) -> date:
    """The same day of another year; the 28th of February when it has no 29th."""
    return date(day.year + years, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
