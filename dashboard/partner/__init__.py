"""The municipalities' app: a process of its own.

It reads editions and the link register; nothing it imports may know a snapshot or a database of people.
"""
