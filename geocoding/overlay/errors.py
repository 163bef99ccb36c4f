"""What can be wrong with an operator's file."""


class OverlayRefused(ValueError):
    """A file that is configured cannot be used at all; the message names it and says what to do."""
