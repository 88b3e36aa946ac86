"""Who may see what, and who has looked: the ledger of links and the log of opened courses.

Nothing here answers a request.
"""
