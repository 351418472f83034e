"""Fields that exist in each language."""

from modeltranslation.translator import TranslationOptions, register

from casemanagers.models import Agency, Offer, VolunteerNetwork


@register(Offer)
class OfferTranslation(TranslationOptions):
    fields = ("title", "description")


@register(Agency)
class AgencyTranslation(TranslationOptions):
    fields = ("description",)


@register(VolunteerNetwork)
class VolunteerNetworkTranslation(TranslationOptions):
    fields = ("description",)
