"""A page of the admin for one act: form, reason, service, and back with a sentence about what happened."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

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


def act_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    run: Callable[[dict[str, Any]], str],
    title: str,
    button: str,
    back: str,
    crumbs: Sequence[Crumb],
    **context: object,
) -> HttpResponse:
    """Ask, do, and go to `back`. `run` gets the cleaned data and returns what to say.

    A refusal of the service stands above the fields; what was typed stays.
    """
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            done = run(form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            status = 409 if isinstance(refusal, Conflict) else 200
        else:
            messages.success(request, done)
            return redirect(back)
    return show(
        request, "admin/act.html", status, form=form, title=title, button=button, back=back, crumbs=crumbs, **context
    )


def show(request: HttpRequest, template: str, status: int = 200, **context: object) -> HttpResponse:
    """A page in the admin's frame."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context}, status=status)
