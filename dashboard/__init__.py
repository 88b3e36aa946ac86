"""KeepGoing's outcomes dashboard: from exports to figures that say how sure they are."""

__version__ = "0.1.0"
