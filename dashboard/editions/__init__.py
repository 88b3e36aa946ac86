"""What a municipality may see of a closed quarter: written once by the owner, read by everybody else.

`releasing` draws from the truth, `publishing` adds what the authority may see as it is; the reading
side knows no snapshot and no database.
"""
