"""Rows in words: values, verdicts, sources and quotations, in the session's language.

Nothing here selects what a page shows.
"""
