"""Fields that exist in each language."""

from modeltranslation.translator import TranslationOptions, register

from municipalities.models import Indicator


@register(Indicator)
class IndicatorTranslation(TranslationOptions):
    fields = ("name", "unit")
