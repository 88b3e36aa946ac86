"""What can be computed from published figures: pure sums over what was printed, nothing else.

Shares are 0..1. KeyError where there is no published figure of an id, ValueError where it was printed
without a number. A result is shown as "beregnet" with what it is computed of; it never replaces a printed figure.
"""

from collections.abc import Iterable

from dashboard.published import reference


def weighted_share(parts: Iterable[tuple[float, int]]) -> float:
    """The mean of shares (0..1), each weighted by the people behind it."""
    known = list(parts)
    return sum(share * n for share, n in known) / sum(n for _share, n in known)


def mean_share(parts: Iterable[tuple[float, int]]) -> float:
    """The plain mean of shares (0..1), each part counting the same."""
    shares = [share for share, _n in parts]
    return sum(shares) / len(shares)


def total(*figure_ids: str) -> int:
    """The sum of published counts; of a share, the people it was printed for."""
    return sum(map(_count, figure_ids))


def ratio(part: str, whole: str) -> float:
    """One published count out of another."""
    return total(part) / total(whole)


def sum_of_shares(figure_ids: Iterable[str]) -> float:
    """Published shares added up; more than the whole where they overlap."""
    return sum(reference.figures()[id_].printed_value for id_ in figure_ids)


def cost_per(grant: str, *counts: str) -> float:
    """Kroner of a published grant per person in the sum of the published counts."""
    return reference.figures()[grant].printed_value / total(*counts)


def _count(figure_id: str) -> int:
    published = reference.figures()[figure_id]
    if published.numerator is not None:
        return published.numerator
    if published.unit != "count":
        raise ValueError(f"{figure_id} was printed without a count")
    return round(published.printed_value)
