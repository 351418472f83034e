"""The ministry's workplace."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.options import ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, resolve_url
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from wir_portal.core import registries
from wir_portal.core.admin_base import GuardedAdmin
from wir_portal.core.permissions import StaffGroup, is_staff_member, staff_groups
from wir_portal.pages import admin_rooms, admin_start

View = Callable[..., HttpResponse]
METHODS = ("GET", "HEAD", "POST")


class WirAdminSite(AdminSite):
    """Django's admin in the portal's look: for staff groups, whatever flags an account bears.

    Sign-in, sign-out and password are under /konto/; what packages register without our guard is left out.
    """

    site_header = site_title = "WIR-Verwaltung"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return is_staff_member(request.user)

    def register(self, model_or_iterable: Any, admin_class: type[ModelAdmin] | None = None, **options: Any) -> None:
        if admin_class is not None and issubclass(admin_class, GuardedAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """The view for staff; others sign in first, or are told that they may not."""

        def for_staff(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
            if not self.has_permission(request):
                raise PermissionDenied
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            return view(request, *args, **kwargs)

        return update_wrapper(for_staff, view)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Start, the models, the pages of the floors; everything else of the stock site is not there."""
        models = [
            path(f"{model._meta.app_label}/{model._meta.model_name}/", include(model_admin.urls))
            for model, model_admin in self._registry.items()
        ]
        return [
            path("", self.admin_view(require_safe(self.index)), name="index"),
            path("login/", require_safe(self.login), name="login"),
            *(page for pages in registries.admin_pages for page in pages()),
            *models,
            re_path(r"(?P<url>.*)$", self.admin_view(self.catch_all_view), name="nothing-here"),
        ]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one sign-in for everybody."""
        wanted = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
            wanted = reverse("admin:index")
        return (
            redirect(wanted)
            if self.has_permission(request)
            else redirect_to_login(wanted, resolve_url(settings.LOGIN_URL))
        )

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the frame of each page shows; one query for the year being planned."""
        groups = staff_groups(request.user)
        return {
            "group_words": ", ".join(group.label for group in StaffGroup if group in groups),
            "rooms": admin_rooms.of(request, self),
        }

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return admin_start.page(request, self)
