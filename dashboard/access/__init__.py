"""Who may see what, and who has looked: the link register and the log of opened courses.

Nothing here answers a request.
"""
