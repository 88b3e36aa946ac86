"""What each figure is, as data: unit, estimator, needs and benchmarks; and how a row is held against one.

Nothing here reads data or counts anything.
"""
