"""How many of our own it takes before a figure of ours may stand beside a published one."""

#: House default: under this many a share or a median says more about who happens to be on file than about a tier.
MIN_SAMPLE = 30


def is_enough(known: int) -> bool:
    return known >= MIN_SAMPLE


def too_few(known: int) -> str:
    """ "too few to say: 7 of 30"; said instead of a figure, "" where there are enough."""
    return "" if is_enough(known) else f"too few to say: {known} of {MIN_SAMPLE}"
