"""Indlæs data: how do the firm's own files come in, and what do they change? For the owner."""

from dashboard.owner import intake_results, intake_screen

intake_results.draw(intake_screen.chosen())
