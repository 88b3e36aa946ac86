"""What may be published of small groups: rounding, suppression and the audit that nothing hidden can be worked out.

Pure functions of rows; nothing here reads or writes.
"""
