"""What Livshjul shows: the answer in a sentence, and figure rows as records for its pictures.

Only courses with two wheels are in a change; the others have a bar of their own. Below ten
courses there is no mean and no percentage, only counts.
"""
