"""Dates as everybody reads them alike: 4 Mar 2026, 16:05. Django's English would say "March 4, 2026, 4:05 p.m.".

Only the display is changed; forms go on taking 2026-03-04 first, as Django's English does.
"""

DATE_FORMAT = "j M Y"
SHORT_DATE_FORMAT = "Y-m-d"
MONTH_DAY_FORMAT = "j M"
YEAR_MONTH_FORMAT = "M Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
FIRST_DAY_OF_WEEK = 1
