"""What was printed elsewhere: published figures as they stand, their documents and doubts, and sums of them.

Nothing here knows our own figures.
"""
