"""Somebody else's files on their way in: found, opened, typed and checked, every fault at once.

Nothing here publishes, and nothing outside it sees an untyped cell.
"""
