from wir_portal.core.wired import WiredAppConfig


class CasemanagersConfig(WiredAppConfig):
    """Positions and who fills them."""

    name = "casemanagers"
    verbose_name = "Hilfe vor Ort"
