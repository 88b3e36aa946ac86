"""Invented exports to try the product with, the same bytes for the same arguments.

No person in them exists, and nothing here reads what anybody delivered.
"""
