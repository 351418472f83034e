"""Fields that exist in each language."""

from modeltranslation.translator import TranslationOptions, register

from programs.models import Appropriation, FundingLine, Program


@register(Program)
class ProgramTranslation(TranslationOptions):
    fields = ("summary", "description")


@register(FundingLine)
class FundingLineTranslation(TranslationOptions):
    fields = ("name", "summary", "description")


@register(Appropriation)
class AppropriationTranslation(TranslationOptions):
    fields = ("note",)
