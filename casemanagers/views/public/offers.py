"""The offers: all of them with filters, and one."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from casemanagers.exports.help_here import offer_rows
from casemanagers.models import Language, Offer, Topic
from casemanagers.views.public.help_finder import language_choices
from municipalities.models import Municipality

OFFERS_ON_A_PAGE = 12


@require_safe
def offer_list(request: HttpRequest) -> HttpResponse:
    """Every public offer, or those that fit topic, language and body; twelve on a page."""
    bodies = list(Municipality.objects.by_name())
    chosen = _chosen(request, {body.slug for body in bodies})
    offers = Offer.objects.public().select_related("agency", "municipality")
    if "thema" in chosen:
        offers = offers.filter(topic=chosen["thema"])
    if "sprache" in chosen:
        offers = offers.speaking(chosen["sprache"])
    if "kommune" in chosen:
        offers = offers.filter(municipality__slug=chosen["kommune"])
    ordered = offers.order_by("municipality__sort_key", "topic", "title", "pk")
    page = Paginator(ordered, OFFERS_ON_A_PAGE).get_page(request.GET.get("seite"))
    names = {body.slug: body.name for body in bodies}
    words = {"thema": dict(Topic.choices), "sprache": dict(Language.choices), "kommune": names}
    return render(
        request,
        "casemanagers/public/offer_list.html",
        {
            "page": page,
            "bodies": bodies,
            "topics": Topic.choices,
            "languages": language_choices(),
            "chosen": chosen,
            "query": urlencode(chosen),
            "active": [
                (words[name][value], urlencode({key: other for key, other in chosen.items() if key != name}))
                for name, value in chosen.items()
            ],
        },
    )


@require_safe
def offer_detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One public offer; its number finds it, an old name in the address leads to the present one."""
    offer = get_object_or_404(Offer.objects.public().select_related("agency", "municipality"), pk=pk)
    if slug != offer.slug:
        return redirect(offer, permanent=False)
    others = Offer.objects.public().of_body(offer.municipality).filter(topic=offer.topic).exclude(pk=pk)
    return render(
        request,
        "casemanagers/public/offer_detail.html",
        {
            "offer": offer,
            "body": offer.municipality,
            "contacts": list(offer.municipality.contact_points.filter(is_published=True)),
            "others": offer_rows(others)[:5],
        },
    )


def _chosen(request: HttpRequest, slugs: set[str]) -> dict[str, str]:
    """The filters in the address that mean something; the rest is ignored."""
    allowed = {"thema": set(Topic.values), "sprache": set(Language.values), "kommune": slugs}
    return {name: request.GET[name] for name, values in allowed.items() if request.GET.get(name) in values}
