"""Many places at once."""

from collections.abc import Iterable
from typing import Protocol

from geocoding.model import Answer, Place


class Locator(Protocol):
    """Whatever answers places: OfflineGeocoder, or a fake in a test."""

    def locate(self, place: Place) -> Answer: ...


def locate_all(places: Iterable[Place], geocoder: Locator, *, progress: bool = False) -> dict[Place, Answer]:
    """The answers to all distinct places, each asked once, in the order of their first appearance.

    `progress` shows a bar on stderr.
    """
    from tqdm import tqdm

    distinct = dict.fromkeys(places)
    bar = tqdm(distinct, desc="Placing", unit="place", disable=not progress)
    return {place: geocoder.locate(place) for place in bar}
