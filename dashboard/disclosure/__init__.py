"""Disclosure control by noise: whom a municipality is told of together, and how a number is drawn.

Pure functions of dates, secrets and counts; who may see what is for `editions`.
"""
