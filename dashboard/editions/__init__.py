"""What a municipality may see of a closed quarter: written once by the owner, read by everybody else.

The reading side knows no snapshot and no database.
"""
