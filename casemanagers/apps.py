from wir_portal.core import wired


class CasemanagersConfig(wired.WiredAppConfig):
    """Positions and who fills them."""

    name = "casemanagers"
    verbose_name = "Hilfe vor Ort"
