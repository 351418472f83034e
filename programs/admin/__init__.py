"""The money's rooms in the admin."""

from programs.admin import allocations, appropriations, budget_years, commitments, lines, program, rates, transfers

__all__ = ["allocations", "appropriations", "budget_years", "commitments", "lines", "program", "rates", "transfers"]
