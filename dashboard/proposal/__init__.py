"""Proposes a recipe: looks at somebody's files and says what each column and word may mean, and why.

Nothing here reads an export for real: what a recipe does is `ingest`'s, and only a person says yes.
"""
