"""What both apps' servers share: headers, plain pages, the page shell, watched sockets, lists of pages.

Nothing here knows a snapshot, an edition or who may come in.
"""
