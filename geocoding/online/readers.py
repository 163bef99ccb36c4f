"""What each service says of a result, read into a Result: where it keeps the point, the kind, the extent, the country.

Shapes: https://nominatim.org/release-docs/latest/api/Output/, https://github.com/komoot/photon,
https://github.com/pelias/documentation/blob/master/response.md, https://opencagedata.com/api#response,
https://developers.google.com/maps/documentation/geocoding/requests-geocoding,
https://yandex.com/dev/geocode/doc/en/response
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from geocoding.online.kinds import GOOGLE, OPENSTREETMAP, PELIAS, PHOTON, YANDEX, by_rank
from geocoding.online.results import Result, Unreadable, make_result

Raw = Mapping[str, Any]


def read_results(provider: str, found: Sequence[Raw]) -> list[Result]:
    """The results of an answer. Raises Unreadable for one that is not as documented."""
    reader = _READERS[provider]
    try:
        return [reader(raw) for raw in found]
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        reason = str(error) if isinstance(error, Unreadable) else "a result is not as documented"
        raise Unreadable(reason) from None


def _nominatim(raw: Raw) -> Result:
    address = raw.get("address") or {}
    kind = raw.get("addresstype") or raw.get("type") or ""
    if kind not in OPENSTREETMAP:
        kind = by_rank(raw.get("place_rank")) or kind
    south, north, west, east = raw.get("boundingbox") or (None,) * 4
    return make_result(
        raw["lat"],
        raw["lon"],
        kind,
        OPENSTREETMAP,
        name=raw.get("name") or str(raw.get("display_name") or "").split(",")[0],
        country=address.get("country_code") or "",
        admin1=address.get("state") or address.get("region") or address.get("province") or "",
        box=(south, west, north, east),
    )


def _photon(raw: Raw) -> Result:
    properties = raw["properties"]
    longitude, latitude = raw["geometry"]["coordinates"][:2]
    west, north, east, south = properties.get("extent") or (None,) * 4
    kind = properties.get("type") or properties.get("osm_value") or ""
    return make_result(
        latitude,
        longitude,
        kind,
        PHOTON,
        name=properties.get("name") or properties.get("street") or properties.get("city") or "",
        country=properties.get("countrycode") or properties.get("country") or "",
        admin1=properties.get("state") or "",
        box=(south, west, north, east),
    )


def _pelias(raw: Raw) -> Result:
    properties = raw["properties"]
    longitude, latitude = raw["geometry"]["coordinates"][:2]
    west, south, east, north = raw.get("bbox") or (None,) * 4
    return make_result(
        latitude,
        longitude,
        properties.get("layer") or "",
        PELIAS,
        name=properties.get("name") or "",
        country=properties.get("country_code") or properties.get("country_a") or properties.get("country") or "",
        admin1=properties.get("region") or "",
        box=(south, west, north, east),
        partial=properties.get("match_type") == "fallback",
    )


def _opencage(raw: Raw) -> Result:
    components = raw.get("components") or {}
    kind = components.get("_type") or ""
    bounds = raw.get("bounds") or {}
    return make_result(
        raw["geometry"]["lat"],
        raw["geometry"]["lng"],
        kind,
        OPENSTREETMAP,
        name=components.get(kind) or str(raw.get("formatted") or "").split(",")[0],
        country=components.get("ISO_3166-1_alpha-2") or components.get("country_code") or "",
        admin1=components.get("state") or "",
        box=_corners(bounds, "southwest", "northeast"),
    )


def _google(raw: Raw) -> Result:
    geometry = raw["geometry"]
    components = {kind: part for part in raw.get("address_components") or () for kind in part["types"]}
    return make_result(
        geometry["location"]["lat"],
        geometry["location"]["lng"],
        next((kind for kind in raw.get("types") or () if kind in GOOGLE), ""),
        GOOGLE,
        name=raw.get("formatted_address") or "",
        country=components.get("country", {}).get("short_name") or "",
        admin1=components.get("administrative_area_level_1", {}).get("long_name") or "",
        box=_corners(geometry.get("bounds") or {}, "southwest", "northeast"),  # its viewport is for display
        partial=bool(raw.get("partial_match")),
    )


def _yandex(raw: Raw) -> Result:
    longitude, latitude = raw["Point"]["pos"].split(" ")
    about = raw.get("metaDataProperty", {}).get("GeocoderMetaData", {})
    address = about.get("Address", {})
    levels = [part["name"] for part in address.get("Components") or () if part["kind"] == "province"]
    envelope = raw.get("boundedBy", {}).get("Envelope", {})
    west, south = (envelope.get("lowerCorner") or "- -").split(" ")
    east, north = (envelope.get("upperCorner") or "- -").split(" ")
    return make_result(
        latitude,
        longitude,
        about.get("kind") or "",
        YANDEX,
        name=raw.get("name") or "",
        country=address.get("country_code") or "",
        admin1=levels[-1] if levels else "",
        box=(south, west, north, east),
        partial=about.get("precision") == "other" and about.get("kind") in ("house", "street"),
    )


def _corners(box: Raw, low: str, high: str) -> tuple[object, ...] | None:
    if low not in box or high not in box:
        return None
    return box[low]["lat"], box[low]["lng"], box[high]["lat"], box[high]["lng"]


_READERS: dict[str, Callable[[Raw], Result]] = {
    "nominatim": _nominatim,
    "photon": _photon,
    "pelias": _pelias,
    "opencage": _opencage,
    "google": _google,
    "yandex": _yandex,
}
