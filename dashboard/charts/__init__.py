"""Pictures as pure functions: records in, a Vega-Lite spec out, in one grammar of inks and marks.

Nothing here fetches, computes a share or words a sentence.
"""
