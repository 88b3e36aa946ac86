"""What all else stands on: errors, words, the export contract as data, settings, SQL files, logs, files.

Nothing here knows a figure, a page or a server.
"""
