from wir_portal.core import wired


class ProgramsConfig(wired.WiredAppConfig):
    """The money: programme, lines, rates, budget years, appropriations, allocations."""

    name = "programs"
    verbose_name = "Geld"
