"""Printed parts as PDF, by Typst: the same blocks that a page to print is made of.

Nothing here words a sentence or knows where a number comes from.
"""
