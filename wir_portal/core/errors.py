"""What an act may answer instead of being done."""


class DomainError(Exception):
    """A rule forbids the act; the text is a German sentence for the person who tried."""


class Conflict(DomainError):
    """Somebody else was faster: what was seen is not what is stored any more."""
