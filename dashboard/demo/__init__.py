"""Invented exports to try the product with, the same bytes for the same arguments; no person in them exists."""
