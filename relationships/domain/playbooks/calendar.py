"""Steps in the calendar that never leave it: a day before year 1 or after 9999 is none."""

from datetime import date, timedelta


def plus_days(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def plus_years(day: date, years: int) -> date | None:
    """The same day of a later year; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28) if day.year + years <= date.max.year else None
