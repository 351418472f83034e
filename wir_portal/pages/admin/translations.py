"""Übersetzungen: what is missing, outdated or unchecked, and the act of saying that a translation is right."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from wir_portal.core import catalogues, permissions
from wir_portal.core.admin_base import Crumb, act_page
from wir_portal.core.admin_base.pages import show
from wir_portal.core.forms import ReasonField
from wir_portal.core.languages import GERMAN_NAMES, OTHERS, tag_of
from wir_portal.core.models import Translated, TranslationState
from wir_portal.core.services import translations
from wir_portal.pages import translation_lists

ROOT = "uebersetzungen/"
PER_PAGE = 50
MARKS = {"missing": "late", "outdated": "turn", "unchecked": "wait", "checked": "done"}
FILTERS = [(state.value, state.label) for state in (*translation_lists.TO_DO, TranslationState.CHECKED)]


class CheckForm(forms.Form):
    """The version that was read, and who or what vouches for it."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)
    reason_internal = ReasonField(label="Grund", help_text="Zum Beispiel: Gelesen von der vereidigten Übersetzerin.")


def addresses() -> list[URLPattern]:
    guarded = admin.site.admin_view
    language = f"{ROOT}<slug:language>/"
    return [
        path(ROOT, guarded(overview), name="translations"),
        path(language, guarded(of_language), name="translations-language"),
        path(f"{language}woerter/", guarded(check_catalogue), name="translations-catalogue"),
        path(f"{language}<slug:label>/<int:pk>/", guarded(check), name="translations-check"),
    ]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Each language with its counts."""
    _may_read(request)
    return show(
        request,
        "pages/admin/translations.html",
        title="Übersetzungen",
        crumbs=(Crumb("Start", reverse("admin:index")), Crumb("Übersetzungen")),
        languages=translation_lists.overview(),
    )


@require_safe
def of_language(request: HttpRequest, language: str) -> HttpResponse:
    """The rows of one language that somebody should look at, or those in one state."""
    _may_read(request)
    _known(language)
    state = request.GET.get("stand", "")
    chosen = (TranslationState(state),) if state in dict(FILTERS) else translation_lists.TO_DO
    page = Paginator(translation_lists.entries(language, chosen), PER_PAGE).get_page(request.GET.get("seite"))
    return show(
        request,
        "pages/admin/translations_language.html",
        title=f"Übersetzungen: {GERMAN_NAMES[language]}",
        crumbs=_crumbs(GERMAN_NAMES[language]),
        language=language,
        state=state,
        states=FILTERS,
        page=page,
        rows=[_row(request, entry) for entry in page],
        can_check=permissions.can_check_translations(request.user),
    )


def check(request: HttpRequest, language: str, label: str, pk: int) -> HttpResponse:
    """Both texts beside each other, and the act."""
    _may_check(request)
    _known(language)
    models = {model._meta.label_lower.replace(".", "-"): model for model in translation_lists.models()}
    if label not in models:
        raise Http404
    row: Translated = get_object_or_404(models[label], pk=pk)
    german, words = row.texts("de"), row.texts(language)
    names = {name: str(row._meta.get_field(name).verbose_name) for name in german}
    return _act(
        request,
        language,
        f"{row}: {GERMAN_NAMES[language]} prüfen",
        row.version(language),
        [(names[name], german[name], words[name]) for name in german if german[name]],
        lambda form: translations.check(row, language, actor=request.user, **form),
        change_url=reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=(pk,)),
    )


def check_catalogue(request: HttpRequest, language: str) -> HttpResponse:
    """Every word of the pages in this language."""
    _may_check(request)
    _known(language)
    return _act(
        request,
        language,
        f"Wörter der Seiten: {GERMAN_NAMES[language]} prüfen",
        catalogues.fingerprint_of(language),
        [("", german, words) for german, words in catalogues.words_of(language)],
        lambda form: translations.check_catalogue(language, actor=request.user, **form),
    )


def _act(
    request: HttpRequest, language: str, title: str, version: str, texts: list[tuple[str, str, str]], run: Any,
    **context: object,
) -> HttpResponse:  # fmt: skip
    def done(cleaned: dict[str, Any]) -> str:
        run(cleaned)
        return f"{GERMAN_NAMES[language]}: Die Übersetzung gilt als geprüft, bis sich einer der Texte ändert."

    return act_page(
        request,
        CheckForm(request.POST or None, initial={"seen": version}),
        run=done,
        title=title,
        button="Als geprüft vermerken",
        back=reverse("admin:translations-language", args=(language,)),
        crumbs=_crumbs(GERMAN_NAMES[language], language, title),
        template="pages/admin/translation_check.html",
        lead="Lesen Sie beide Fassungen. Mit dem Vermerk verschwindet der Hinweis auf den öffentlichen Seiten.",
        texts=texts,
        language_name=GERMAN_NAMES[language],
        language_tag=tag_of(language),
        **context,
    )


def _row(request: HttpRequest, entry: translation_lists.Entry) -> dict[str, object]:
    row = entry.row
    address = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return {"entry": entry, "kind": MARKS[entry.state], "change_url": reverse(address, args=(row.pk,))}


def _crumbs(name: str, language: str = "", title: str = "") -> tuple[Crumb, ...]:
    first = (Crumb("Start", reverse("admin:index")), Crumb("Übersetzungen", reverse("admin:translations")))
    if not title:
        return (*first, Crumb(name))
    return (*first, Crumb(name, reverse("admin:translations-language", args=(language,))), Crumb(title))


def _known(language: str) -> None:
    if language not in OTHERS:
        raise Http404


def _may_read(request: HttpRequest) -> None:
    if not permissions.can_read_all(request.user):
        raise PermissionDenied


def _may_check(request: HttpRequest) -> None:
    if not permissions.can_check_translations(request.user):
        raise PermissionDenied
