"""What can go wrong with a service, named by what the caller does next.

    OnlineError
    ├── NotConfigured        mend the configuration
    ├── ProviderRefused      stop: the service will answer nothing until something is changed
    ├── ProviderUnavailable  this look-up failed; the same one may succeed later
    └── QueryNotAccepted     the service does not take this text; carry on with the next

No message carries the key, nor the address that was called: that holds the key.
"""


class OnlineError(Exception):
    """A service on the network could not be used; the message is a sentence for the operator."""


class NotConfigured(OnlineError, ValueError):
    """A setting is missing or wrong; the message names it."""


class ProviderRefused(OnlineError):
    """The key, the quota or the use is refused. Asking again without a change is of no use."""


class ProviderUnavailable(OnlineError):
    """No answer, or none that can be read. It says nothing about whether the place is known."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        """`retry_after`: seconds that the service asks to wait, where it says so."""
        super().__init__(message)
        self.retry_after = retry_after


class QueryNotAccepted(OnlineError):
    """The service calls the query itself bad (HTTP 400 and the like)."""
