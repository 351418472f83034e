from tests.core.probe import real_path

__path__ = [*real_path("wir_portal.core"), *__path__]
