"""Published data: written once, verified, read by locked DuckDB, removed whole.

Nothing here knows what a figure means.
"""
