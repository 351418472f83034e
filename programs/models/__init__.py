from programs.models.allocation import Allocation
from programs.models.appropriation import Appropriation
from programs.models.budget_year import BudgetYear
from programs.models.funding_line import FundingLine, LineSuccession
from programs.models.funding_rate import FundingRate, position_rate
from programs.models.program import Guideline, Program

__all__ = [
    "Allocation",
    "Appropriation",
    "BudgetYear",
    "FundingLine",
    "FundingRate",
    "Guideline",
    "LineSuccession",
    "Program",
    "position_rate",
]
