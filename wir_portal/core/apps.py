from wir_portal.core import wired


class CoreConfig(wired.WiredAppConfig):
    """Ground floor: accounts, log, money, dates, guards."""

    name = "wir_portal.core"
    label = "core"
    verbose_name = "Grundlagen"
