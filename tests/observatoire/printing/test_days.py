"""Days are those of Paris: between midnight and two, that of UTC is yesterday."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from observatoire.printing import days
from observatoire.printing.days import day_of, find_today
from observatoire.printing.french import write_date, write_moment

ROOT = Path(__file__).resolve().parents[3]
JUST_AFTER_MIDNIGHT = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
ELSEWHERE = re.compile(
    r"now\(UTC\)\.(?:date|year)|date\.today\(|\.astimezone\(\)|published_at::date|created_at::date"
    r"|\{[\w.]*(?:_at|_le|measure\.written):%d|ZoneInfo\("
)
"""What takes a day from the clock of the machine, or from the store, without saying where."""


def test_a_day_begins_at_midnight_in_paris_in_summer_and_in_winter():
    assert day_of(JUST_AFTER_MIDNIGHT) == date(2026, 7, 1)
    assert day_of(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert day_of(datetime(2026, 12, 31, 23, 0, tzinfo=UTC)) == date(2027, 1, 1)


def test_today_is_the_day_of_paris(monkeypatch):
    class StoppedClock(datetime):
        @classmethod
        def now(cls, tz=None):
            return JUST_AFTER_MIDNIGHT.astimezone(tz)

    monkeypatch.setattr(days, "datetime", StoppedClock)

    assert find_today() == date(2026, 7, 1)


def test_paper_writes_the_day_and_the_hour_of_paris():
    assert write_date(JUST_AFTER_MIDNIGHT) == "1er\u00a0juillet 2026"
    assert write_moment(JUST_AFTER_MIDNIGHT) == "1er\u00a0juillet 2026 à 0\u202fh\u202f30"
    assert write_date(date(2026, 6, 30)) == "30\u00a0juin 2026"


def test_nobody_else_takes_a_day_from_a_clock():
    found = {
        str(path.relative_to(ROOT)): taken
        for folder in ("observatoire", "api")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.name != "days.py" and (taken := ELSEWHERE.findall(path.read_text(encoding="utf-8")))
    }

    assert found == {}
