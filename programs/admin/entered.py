"""Rows that somebody adds here: they say so, and in the demonstration they are examples."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest

from wir_portal.core.admin_base import GuardedAdmin
from wir_portal.core.models import Origin


class EnteredAdmin(GuardedAdmin):
    """Of rows with an `origin`: what is added here has no public one."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.origin = Origin.entered(demo=settings.WIR_DEMO)
        super().save_model(request, obj, form, change)

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return {**super().page_context(request, obj), "example_mark": obj.origin == Origin.EXAMPLE}

    @admin.display(description="Quelle", ordering="source__publisher")
    def citation(self, row: Any) -> str:
        return row.source.citation if row.origin == Origin.SOURCED else f"{row.get_origin_display()}, {row.source}"
