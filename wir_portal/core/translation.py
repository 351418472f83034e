"""Fields that exist in each language."""

from modeltranslation.translator import TranslationOptions, register

from wir_portal.core.models import SiteText


@register(SiteText)
class SiteTextTranslation(TranslationOptions):
    fields = ("title", "body")
