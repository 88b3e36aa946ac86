"""The owner's app: who comes in, the pinned snapshot, and the parts its pages are made of.

Nothing here reaches a municipality.
"""
