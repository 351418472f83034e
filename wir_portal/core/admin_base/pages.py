"""A page of the admin for one act: form, reason, service, and back with a sentence about what happened."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import strip_tags

from wir_portal.core.errors import Conflict, DomainError


class Crumb(NamedTuple):
    """One step of the way here; this page's own has no address."""

    name: str
    url: str = ""


class Act(NamedTuple):
    """A button that leads to an act."""

    name: str
    url: str
    is_main: bool = False


class Difference(NamedTuple):
    """A fact as somebody saw it, and as it is stored now."""

    name: str
    seen: str
    now: object


Fact = tuple[str, object]
CONFLICT = 409
SEEN = "gesehen"


def act_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    run: Callable[[dict[str, Any]], str],
    title: str,
    button: str,
    back: str,
    crumbs: Sequence[Crumb],
    template: str = "admin/act.html",
    facts: Sequence[Fact] = (),
    **context: object,
) -> HttpResponse:
    """Ask, do, and go to `back`. `run` gets the cleaned data and returns what to say.

    A refusal of the service stands above the fields; what was typed stays. `facts` are what the person sees of the
    thing acted on: when it is not what is stored any more, both stand beside each other.
    """
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            done = run(form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, Conflict):
                status = CONFLICT
                context["differences"] = differences(facts, request.POST.getlist(SEEN))
        else:
            messages.success(request, done)
            return redirect(back)
    return show(
        request,
        template,
        status,
        form=form,
        title=title,
        button=button,
        back=back,
        crumbs=crumbs,
        facts=facts,
        seen=[plain(value) for _, value in facts],
        **context,
    )


def plain(fact: object) -> str:
    """A fact as text, as it travels in the form."""
    return " ".join(strip_tags(str(fact)).split())


def differences(facts: Sequence[Fact], seen: Sequence[str]) -> list[Difference]:
    """The facts that are not what somebody saw; none where the page did not say what that was."""
    if len(seen) != len(facts):
        return []
    pairs = zip(facts, seen, strict=True)
    return [Difference(name, before, now) for (name, now), before in pairs if plain(now) != plain(before)]


def show(request: HttpRequest, template: str, status: int = 200, **context: object) -> HttpResponse:
    """A page in the admin's frame."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context}, status=status)
