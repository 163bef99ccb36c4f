"""What the services' kinds of places are worth: kind -> precision. A kind that is not here is judged by its size."""


def _kinds(**by_precision: str) -> dict[str, str]:
    return {kind: precision for precision, names in by_precision.items() for kind in names.split()}


OPENSTREETMAP = _kinds(
    exact="house house_number building road street residential pedestrian square amenity shop office tourism historic"
    " highway railway footway intersection place_of_worship isolated_dwelling farm",
    locality="suburb quarter neighbourhood city_block city_district borough district locality residential_area"
    " commercial industrial hamlet postcode postal_code",
    city="city town village municipality",
    admin2="county state_district",
    admin1="state province region",
    country="country",
)
"""`addresstype` of Nominatim and `_type` of OpenCage."""

PHOTON = OPENSTREETMAP | _kinds(exact="house street", locality="locality district", city="city", admin2="county")

PELIAS = _kinds(
    exact="address venue street intersection",
    locality="neighbourhood macrohood borough postalcode",
    city="locality localadmin",
    admin2="county macrocounty",
    admin1="region macroregion",
    country="country dependency",
)

GOOGLE = _kinds(
    exact="street_address premise subpremise route intersection point_of_interest establishment plus_code",
    locality="neighborhood sublocality sublocality_level_1 sublocality_level_2 sublocality_level_3 postal_code",
    city="locality postal_town",
    admin2="administrative_area_level_2",
    admin1="administrative_area_level_1",
    country="country",
)

YANDEX = _kinds(
    exact="house street entrance metro railway_station",
    locality="district",
    city="locality",
    admin2="area",
    admin1="province",
    country="country",
)

_RANKS = ((4, "country"), (9, "state"), (12, "county"), (16, "city"), (18, "town"), (25, "suburb"), (30, "road"))
"""Upper ends of Nominatim's place ranks: https://nominatim.org/release-docs/latest/customize/Ranking"""


def by_rank(rank: object) -> str:
    """A kind of OPENSTREETMAP for Nominatim's place rank; empty for none.

    Places below a suburb that are of no kind of settlement (a river, a mountain: rank 18 to 25) stay unknown.
    """
    if not isinstance(rank, int) or isinstance(rank, bool) or 17 <= rank <= 25:
        return ""
    return next((kind for upper, kind in _RANKS if 0 < rank <= upper), "")
