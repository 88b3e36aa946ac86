"""What every interval and verdict is held to: the level of confidence, and the fewest one may judge."""

from typing import TypeAlias

CONFIDENCE = 0.95
TAIL = (1 - CONFIDENCE) / 2
MIN_N_VERDICT = 10  # below this a verdict would be about chance, not about the level
EQUAL = 1e-12  # two shares of whole numbers closer than this are the same share

Interval: TypeAlias = tuple[float, float]
MaybeInterval: TypeAlias = tuple[float | None, float | None]


def side(is_above: bool, is_below: bool) -> str:
    """above, below or cannot_tell: on which side an interval lies, if on any."""
    return "above" if is_above else "below" if is_below else "cannot_tell"
