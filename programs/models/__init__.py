from programs.models.allocation import Allocation
from programs.models.appropriation import Appropriation
from programs.models.budget_year import BudgetYear
from programs.models.commitment_authorisation import CommitmentAuthorisation
from programs.models.cost_category import CostCategory
from programs.models.funding_line import FundingLine, LineSuccession
from programs.models.funding_rate import FundingRate, position_rate
from programs.models.program import Guideline, Program
from programs.models.rate_word import RatePurpose, RateUnit
from programs.models.start_precision import StartPrecision
from programs.models.transfer import Transfer
from programs.models.year_step import YearStep

__all__ = [
    "Allocation",
    "Appropriation",
    "BudgetYear",
    "CommitmentAuthorisation",
    "CostCategory",
    "FundingLine",
    "FundingRate",
    "Guideline",
    "LineSuccession",
    "Program",
    "RatePurpose",
    "RateUnit",
    "StartPrecision",
    "Transfer",
    "YearStep",
    "position_rate",
]
