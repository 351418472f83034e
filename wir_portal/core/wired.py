"""An app whose `wiring` module fills the registries once all models are there."""

from importlib import import_module

from django.apps import AppConfig


class WiredAppConfig(AppConfig):
    """Imports `<app>.wiring` when the apps are ready: it may import models, which `apps.py` itself may not."""

    def ready(self) -> None:
        import_module(f"{self.name}.wiring")
