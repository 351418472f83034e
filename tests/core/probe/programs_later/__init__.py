from tests.core.probe import real_path

__path__ = [*real_path("programs"), *__path__]
