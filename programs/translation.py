"""Fields that exist in each language."""

from modeltranslation.translator import TranslationOptions, register

from programs.models import Appropriation, CostCategory, FundingLine, FundingRate, Program, RatePurpose, RateUnit


@register(Program)
class ProgramTranslation(TranslationOptions):
    fields = ("summary", "description")


@register(FundingLine)
class FundingLineTranslation(TranslationOptions):
    fields = ("name", "summary", "description")


@register(Appropriation)
class AppropriationTranslation(TranslationOptions):
    fields = ("note",)


@register(FundingRate)
class FundingRateTranslation(TranslationOptions):
    fields = ("note",)


@register((RatePurpose, RateUnit))
class RateWordTranslation(TranslationOptions):
    fields = ("name",)


@register(CostCategory)
class CostCategoryTranslation(TranslationOptions):
    fields = ("name", "description")
