"""A service on the network behind the same `locate` as the offline gazetteer."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from geocoding.index.file import cache_folder
from geocoding.model import Answer, Place
from geocoding.online.asking import Asker
from geocoding.online.cache import AnswerCache
from geocoding.online.clients import client_of
from geocoding.online.errors import OnlineError, ProviderRefused, QueryNotAccepted
from geocoding.online.judging import judge
from geocoding.online.limiter import Limiter, shared_limiter
from geocoding.online.questions import Question, question_of, reason_not_to_ask
from geocoding.online.results import Result
from geocoding.online.settings import OnlineSettings
from geocoding.reading.names import clean


@dataclass(frozen=True, slots=True)
class Tally:
    """What came from where."""

    asked: int = 0
    """Look-ups that the service answered."""
    kept: int = 0
    """Look-ups answered from what was kept on this machine."""


class OnlineGeocoder:
    """Asks the configured service, and keeps what it says as long as its terms allow. Safe to share between threads."""

    def __init__(
        self,
        settings: OnlineSettings,
        *,
        cache: AnswerCache | None = None,
        limiter: Limiter | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """No connection is made before the first place is asked.

        `cache` is by default in `$SHERU_HOME/cache` or the user's cache folder; `limiter` the one of this process.
        Raises OSError or OnlineError where the cache cannot be opened.
        """
        self.settings = settings
        self.tally = Tally()
        self._cache = cache or AnswerCache(cache_folder() / "online-answers.sqlite")
        limiter = limiter or shared_limiter(settings.url, settings.per_second)
        self._asker = Asker(settings.provider.name, client_of(settings), limiter, sleep=sleep)
        self._counting = threading.Lock()

    def locate(self, place: Place) -> Answer:
        """What the service knows of a place; never in another country than the stated one.

        Raises ProviderUnavailable where it does not answer, ProviderRefused where it will not.
        """
        reason = reason_not_to_ask(place)
        if reason:
            return Answer("not_found", None, (), (f"not asked of {self.settings.provider.name}: {reason}",))
        question = question_of(place)
        try:
            results = self._results(question)
        except QueryNotAccepted as error:
            return Answer("not_found", None, (), (str(error),))
        return judge(clean(place.text), results, question.countries, self.settings.provider)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other process of this user asks many places meanwhile: a rate holds for all of them together.

        Raises OnlineError where one does.
        """
        from filelock import FileLock, Timeout

        try:
            with FileLock(cache_folder() / "online-batch.lock", timeout=0):
                yield
        except Timeout:
            raise OnlineError("another batch is asking online on this machine; start this one after it") from None

    def _results(self, question: Question) -> list[Result]:
        provider, server = self.settings.provider, self.settings.url
        key = question.key(self.settings.language)
        kept = self._cache.get(provider, server, key)
        if kept is not None:
            self._count(kept=1)
            return kept
        most = self.settings.per_day
        if most is not None and self._cache.asked_today(provider, server) >= most:
            raise ProviderRefused(
                f"{provider.name}: {most:,} look-ups of its public server in 24 hours are enough ({provider.terms});"
                " go on tomorrow or use a server of your own"
            )
        results = self._asker.results(question.text, question.countries)
        if not provider.keeps_names:  # an answer is the same whether it is fresh or kept
            results = [result.without_names() for result in results]
        self._cache.put(provider, server, key, results)
        self._count(asked=1)
        return results

    def _count(self, *, asked: int = 0, kept: int = 0) -> None:
        with self._counting:
            self.tally = replace(self.tally, asked=self.tally.asked + asked, kept=self.tally.kept + kept)
