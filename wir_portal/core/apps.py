from wir_portal.core.wired import WiredAppConfig


class CoreConfig(WiredAppConfig):
    """Ground floor: accounts, log, money, dates, guards."""

    name = "wir_portal.core"
    label = "core"
    verbose_name = "Grundlagen"
