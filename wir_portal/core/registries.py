"""What the floors hand to the commands and pages that run it; each app fills them in `AppConfig.ready()`.

Kept on the ground so that it never imports what stands on it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import URLPattern

from wir_portal.core.guards.inventory import Guard

if TYPE_CHECKING:
    from wir_portal.core.models import Event
    from wir_portal.core.search.sources import Source

T = TypeVar("T")


class Registry(Generic[T]):
    """Named things in the order of their arrival; a name is given once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._items: dict[str, T] = {}

    def register(self, key: str, item: T) -> None:
        if key in self._items:
            raise ImproperlyConfigured(f"{self.name}: {key} is registered twice.")
        self._items[key] = item

    def get(self, key: str, default: T | None = None) -> T | None:
        return self._items.get(key, default)

    def items(self) -> Iterable[tuple[str, T]]:
        return self._items.items()

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)


guards: Registry[Guard] = Registry("guards")
# Each yields one German sentence for every finding.
integrity_checks: Registry[Callable[[], Iterable[str]]] = Registry("integrity_checks")
# Each loads what is sourced (example for demo_loaders) under the run's event and returns how many rows it wrote.
loaders: "Registry[Callable[[Event], int]]" = Registry("loaders")
demo_loaders: "Registry[Callable[[Event], int]]" = Registry("demo_loaders")
# Each returns None, or the German reason why the installation is not ready.
readiness: Registry[Callable[[], str | None]] = Registry("readiness")
# Code of an act → how people call it.
event_acts: Registry[str] = Registry("event_acts")
# Each returns address patterns of the admin beside those of the models.
admin_pages: Registry[Callable[[], list[URLPattern]]] = Registry("admin_pages")
# Each returns the sections of the admin's start page: template and context, or None when there is nothing to show.
admin_sections: Registry[Callable[[HttpRequest], tuple[str, dict[str, object]] | None]] = Registry("admin_sections")
# What is deleted when it had its time → how many rows went; `manage.py tidy` runs them.
tidiers: Registry[Callable[[], int]] = Registry("tidiers")
# Kind of what is found → which rows, and what their documents say.
search_sources: "Registry[Source]" = Registry("search_sources")
