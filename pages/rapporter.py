"""Rapporter: the year's evaluation, every figure as a workbook, and whether a report still holds."""

from dashboard.owner import report_screen

if report_screen.may_make():
    report_screen.annual()
    report_screen.workbook()
report_screen.by_code()
