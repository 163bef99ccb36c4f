"""Asking a service until it answers or is given up: turns, waits, retries, and errors in our own words."""

import time
from collections.abc import Callable, Sequence

from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
)
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential

from geocoding.online.clients import Ask
from geocoding.online.errors import OnlineError, ProviderRefused, ProviderUnavailable, QueryNotAccepted
from geocoding.online.limiter import LONGEST_WAIT, Limiter
from geocoding.online.readers import read_results
from geocoding.online.results import Result, Unreadable

ATTEMPTS = 4
_BACKOFF = wait_exponential(multiplier=1, max=30)
"""1, 2, 4 seconds, unless the service says how long."""
_SERVER_ERROR = 500
_LONGEST_STATED = 86_400.0
"""Seconds that a service can ask to wait; more is taken for this."""


class Asker:
    """Puts questions to one service; safe to share between threads."""

    def __init__(
        self, provider: str, ask: Ask, limiter: Limiter, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._provider = provider
        self._ask = ask
        self._limiter = limiter
        self._retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait,
            retry=retry_if_exception(_passes),
            sleep=sleep,
            reraise=True,
        )

    def results(self, query: str, countries: Sequence[str]) -> list[Result]:
        """What the service knows of a query. Raises ProviderUnavailable, ProviderRefused or QueryNotAccepted."""
        return self._retrying.copy()(self._once, query, countries)

    def _once(self, query: str, countries: Sequence[str]) -> list[Result]:
        with self._limiter.turn():
            try:
                return read_results(self._provider, self._ask(query, countries))
            except (GeocoderServiceError, LookupError, TypeError, AttributeError, ValueError) as error:
                failure = _in_our_words(self._provider, error)
        if isinstance(failure, ProviderUnavailable) and failure.retry_after:
            self._limiter.pause(failure.retry_after)
        raise failure


def _passes(error: BaseException) -> bool:
    return isinstance(error, ProviderUnavailable) and (error.retry_after or 0) <= LONGEST_WAIT


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    stated = error.retry_after if isinstance(error, ProviderUnavailable) else None
    return _BACKOFF(state) if stated is None else stated


def _in_our_words(provider: str, error: Exception) -> OnlineError:  # noqa: PLR0911  # one line for each case
    """What a failure means for the caller. geopy's own text is left out where it may hold the address with the key."""
    cause = error.__cause__
    status = cause.status_code if isinstance(cause, AdapterHTTPError) else None
    http = f" (HTTP {status})" if status else ""
    stated = get_retry_after(cause.headers) if isinstance(cause, AdapterHTTPError) else None
    wait = None if stated is None else min(stated, _LONGEST_STATED)
    match error:
        case GeocoderRateLimited():
            return ProviderUnavailable(f"{provider} asks to slow down{http}", retry_after=wait)
        case GeocoderAuthenticationFailure() | GeocoderInsufficientPrivileges():
            return ProviderRefused(f"{provider} refuses the key or the use of its service{http}")
        case GeocoderQuotaExceeded() if status:
            return ProviderRefused(f"{provider}: the quota is used up{http}")
        case GeocoderQuotaExceeded():
            return ProviderUnavailable(f"{provider} says that too much was asked")
        case GeocoderQueryError() if status:
            return QueryNotAccepted(f"{provider} does not accept this text{http}")
        case GeocoderQueryError() if provider == "google":  # REQUEST_DENIED: a key that is wrong or not enabled
            return ProviderRefused(f"{provider} denies the request; is the key right and its Geocoding API enabled?")
        case GeocoderTimedOut():
            return ProviderUnavailable(f"{provider} did not answer in time{http}", retry_after=wait)
        case Unreadable() | GeocoderParseError():
            return ProviderUnavailable(f"{provider}: the answer cannot be read ({error})")
        case GeocoderServiceError() if status and status < _SERVER_ERROR:
            return ProviderRefused(f"{provider} does not answer at this address{http}; is it the right server?")
        case GeocoderServiceError():
            return ProviderUnavailable(f"{provider} cannot be reached or fails{http}", retry_after=wait)
        case _:
            return ProviderUnavailable(f"{provider}: the answer cannot be read (it is not as documented)")
