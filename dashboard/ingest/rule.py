"""What is said of a rule that is broken."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """The three sentences of a fault. {column}, {theirs}, {codes}, {low}, {high}, {limit} are filled in."""

    finding: str
    expected: str
    remedy: str
