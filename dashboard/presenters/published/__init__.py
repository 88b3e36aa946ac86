"""The published figures sheet by sheet, beside our own.

Nothing here is judged where the catalogue has no benchmark.
"""
