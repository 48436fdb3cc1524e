"""Engagement rate: engagements ÷ followers, reach or views. The denominator is always named and never mixed."""

from enum import StrEnum


class EngagementBasis(StrEnum):
    FOLLOWERS = "followers"
    REACH = "reach"
    VIEWS = "views"


#: Percent. Above 100 is possible by followers (a post can travel further than its account); beyond this it is a typo.
MAX_RATE = 1_000
