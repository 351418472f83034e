"""What is new: the list, one item, the feed. Drafts and what waits for its day do not exist here."""

from datetime import datetime, time

from django.contrib.syndication import views
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wir_portal.core import clock, languages
from wir_portal.pages.models import NewsItem

NEWS_ON_A_PAGE = 10
NEWS_IN_FEED = 30


@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    """Newest first, ten on a page; a page that does not exist shows the nearest."""
    page = Paginator(NewsItem.objects.public(), NEWS_ON_A_PAGE).get_page(request.GET.get("seite"))
    return render(request, "pages/public/news_list.html", {"page": page})


@require_safe
def news_detail(request: HttpRequest, slug: str) -> HttpResponse:
    item = get_object_or_404(NewsItem.objects.public(), slug=slug)
    return render(request, "pages/public/news_detail.html", {"item": item})


@method_decorator(require_safe, name="__call__")
class Feed(views.Feed):
    """The news for feed readers, as Atom, in the language of its address."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return "WIR Hessen: " + _("Aktuelles")

    def subtitle(self) -> str:
        return _("Neues aus dem Landesprogramm WIR")

    def link(self) -> str:
        return reverse("public:pages:news-list")

    def items(self) -> QuerySet[NewsItem]:
        return NewsItem.objects.public()[:NEWS_IN_FEED]

    def item_title(self, item: NewsItem) -> str:
        return f"{item.title} ({item.get_origin_display()})" if item.is_example else item.title

    def item_description(self, item: NewsItem) -> str:
        return item.lead

    def item_pubdate(self, item: NewsItem) -> datetime:
        return datetime.combine(item.published_on, time(), clock.BERLIN)  # type: ignore[arg-type]

    def item_updateddate(self, item: NewsItem) -> datetime:
        return max(item.changed_at.astimezone(clock.BERLIN), self.item_pubdate(item))

    def get_feed(self, obj: object, request: HttpRequest) -> Atom1Feed:
        self.language = languages.tag_of(languages.current())
        return super().get_feed(obj, request)
