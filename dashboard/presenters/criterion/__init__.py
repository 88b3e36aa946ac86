"""What Succeskriterier says of one criterion: a module for each question the page answers.

Figure rows in, sentences and records out; what was counted and what it shows are never mixed.
"""
