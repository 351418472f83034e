from wir_portal.core import wired


class MunicipalitiesConfig(wired.WiredAppConfig):
    """The 33 bodies, their towns, figures, contacts and the people who act for them."""

    name = "municipalities"
    verbose_name = "Kommunen"
