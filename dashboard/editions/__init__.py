"""What a municipality may see of a closed quarter: written once by the owner, read by everybody else.

`releasing` alone sees the truth; the reading side knows no snapshot and no database.
"""
