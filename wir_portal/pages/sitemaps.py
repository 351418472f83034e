"""Every public page for search engines: in each language that it has, with the day of its last change."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from modeltranslation.utils import build_localized_fieldname

from casemanagers.models import Offer
from municipalities.models import Municipality
from programs.models import FundingLine
from wir_portal.core.models import SiteText
from wir_portal.pages.models import NewsItem

# Pages that are one of their kind; those of an editors' text with its key.
SINGLE = {
    "pages:home": "",
    "casemanagers:find-help": "",
    "casemanagers:offer-list": "",
    "casemanagers:volunteering": "",
    "programs:program": "",
    "programs:line-list": "",
    "municipalities:municipality-list": "",
    "pages:figures": "",
    "pages:news-list": "",
    "pages:question-list": "",
    "pages:search": "",
    "pages:feedback": "",
    "pages:sources": "",
    "pages:imprint": "imprint",
    "pages:privacy": "privacy",
    "pages:accessibility": "accessibility",
    "pages:easy-language": "easy-language",
}


class InLanguages(Sitemap):
    """Pages with their addresses in every language."""

    i18n = alternates = x_default = True
    # A page counts as being in a language when this text is translated; empty: the page always is.
    text = ""

    def get_languages_for_item(self, item: Any) -> list[str]:
        codes = [code for code, _name in settings.LANGUAGES]
        if not self.text:
            return codes
        return [
            code
            for code in codes
            if code == settings.LANGUAGE_CODE or getattr(item, build_localized_fieldname(self.text, code))
        ]


class Pages(InLanguages):
    """What is not a row of a table; a text that nobody wrote has no page."""

    def items(self) -> list[str]:
        self.texts = dict(SiteText.objects.values_list("key", "updated_on"))
        return [name for name, key in SINGLE.items() if not key or key in self.texts]

    def location(self, item: str) -> str:
        return reverse(f"public:{item}")

    def lastmod(self, item: str) -> date | None:
        return self.texts.get(SINGLE[item])


class Bodies(InLanguages):
    def items(self) -> Iterable[Municipality]:
        return Municipality.objects.by_name()

    def location(self, item: Municipality) -> str:
        return reverse("public:pages:municipality-detail", args=[item.slug])


class Lines(InLanguages):
    text = "name"

    def items(self) -> Iterable[FundingLine]:
        return FundingLine.objects.all()

    def location(self, item: FundingLine) -> str:
        return reverse("public:programs:line-detail", args=[item.slug])


class Offers(InLanguages):
    text = "title"

    def items(self) -> Iterable[Offer]:
        return Offer.objects.public().order_by("pk")

    def lastmod(self, item: Offer) -> date | None:
        return item.confirmed_on


class News(InLanguages):
    text = "title"

    def items(self) -> Iterable[NewsItem]:
        return NewsItem.objects.public()

    def lastmod(self, item: NewsItem) -> datetime:
        return item.changed_at


SITEMAPS = {"seiten": Pages, "kommunen": Bodies, "foerderlinien": Lines, "angebote": Offers, "aktuelles": News}
