"""Whole documents of a snapshot: the yearly report and the workbook, by the figure path and in the pages' words.

Nothing here counts; nothing here draws on a screen.
"""
