"""Many places at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from geocoding.model import Answer, Place
from geocoding.online.errors import ProviderRefused, ProviderUnavailable

GIVE_UP_AFTER = 3
"""Outages in a row after which a service is not asked any more; each was tried several times."""


class Locator(Protocol):
    """Whatever answers places: OfflineGeocoder, or a fake in a test."""

    def locate(self, place: Place) -> Answer: ...


@runtime_checkable
class OnlineLocator(Locator, Protocol):
    """A locator that asks a service for some places: LayeredGeocoder."""

    def asks_online(self, place: Place) -> bool: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of many places where a service can fail."""

    answers: dict[Place, Answer]
    pending: tuple[Place, ...] = ()
    """Places without an answer: the service failed, or was not asked any more."""
    failure: str = ""
    """What the service did, in words; empty where nothing is pending."""


def locate_all(places: Iterable[Place], geocoder: Locator, *, progress: bool = False) -> dict[Place, Answer]:
    """The answers to all distinct places, each asked once, in the order of their first appearance.

    `progress` shows a bar on stderr.
    """
    from tqdm import tqdm

    distinct = dict.fromkeys(places)
    bar = tqdm(distinct, desc="Placing", unit="place", disable=not progress)
    return {place: geocoder.locate(place) for place in bar}


def locate_online(places: Iterable[Place], geocoder: OnlineLocator, *, progress: bool = False) -> Placed:
    """As `locate_all` where a service is asked: first all that needs none, then one look-up after the other.

    An outage leaves its place pending. After GIVE_UP_AFTER of them in a row, or when the service refuses, the rest
    is pending too.
    """
    from tqdm import tqdm

    distinct = list(dict.fromkeys(places))
    answers: dict[Place, Answer] = {}
    waiting = []
    for place in tqdm(distinct, desc="Placing", unit="place", disable=not progress):
        if geocoder.asks_online(place):
            waiting.append(place)
        else:
            answers[place] = geocoder.locate(place)
    failure, in_a_row = "", 0
    for place in tqdm(waiting, desc="Asking online", unit="place", disable=not progress or not waiting):
        try:
            answers[place] = geocoder.locate(place)
            in_a_row = 0
        except ProviderUnavailable as error:
            failure, in_a_row = str(error), in_a_row + 1
        except ProviderRefused as error:
            failure, in_a_row = str(error), GIVE_UP_AFTER
        if in_a_row == GIVE_UP_AFTER:
            break
    pending = tuple(place for place in distinct if place not in answers)
    return Placed({place: answers[place] for place in distinct if place in answers}, pending, failure)
