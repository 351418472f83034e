"""Fields that exist in each language."""

from modeltranslation.translator import TranslationOptions, register

from wir_portal.pages.models import NewsItem, Question


@register(NewsItem)
class NewsItemTranslation(TranslationOptions):
    fields = ("title", "lead", "body")


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("question", "answer")
