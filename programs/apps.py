from wir_portal.core.wired import WiredAppConfig


class ProgramsConfig(WiredAppConfig):
    """The money: programme, lines, rates, budget years, appropriations, allocations."""

    name = "programs"
    verbose_name = "Geld"
