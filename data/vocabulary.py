"""The closed lists of words that a report may use, each with its definition (shown in the data dictionary)."""

from __future__ import annotations

from typing import Final

EVENT_TYPES: Final[dict[str, str]] = {
    "demonstration": "People gather at one place to show support for or opposition to something.",
    "march": "People move together through streets to show support for or opposition to something.",
    "strike": "People stop work or study to press a demand.",
    "blockade": "People close a road, a railway, an entrance or a border to press a demand.",
    "occupation": "People enter a building or a square and stay there to press a demand.",
    "riot": "A crowd destroys property or attacks people.",
    "detention": "People are taken away from a protest or before it.",
    "crackdown": "Force is used against protesters.",
    "other": "A protest incident that none of the other words describes.",
}

STATE_RESPONSES: Final[dict[str, str]] = {
    "none": "The source says that the authorities did nothing against the protest.",
    "accommodation": "The authorities met or promised to meet a demand, or negotiated.",
    "arrests": "Police or other forces took people away.",
    "dispersal": "Police or other forces broke up the crowd.",
    "beatings": "Police or other forces beat people.",
    "shootings": "Police or other forces fired at people.",
    "killings": "Police or other forces killed people.",
}

DATE_PRECISIONS: Final[dict[str, str]] = {
    "day": "The day is known.",
    "week": "Known to within seven days.",
    "month": "Known to within a month.",
    "year": "Known to within a year or longer.",
}

LOCATION_PRECISIONS: Final[dict[str, str]] = {
    "exact": "The very spot, given with the record or by a person.",
    "locality": "A village, a quarter or a named part of a city.",
    "city": "A city or a town, not a spot in it.",
    "admin2": "A district (second-level region).",
    "admin1": "A region, province or state (first-level region).",
    "country": "The country and no more.",
}

COUNT_KINDS: Final[dict[str, str]] = {
    "participants": "People who took part.",
    "detained": "People who were taken away by the authorities.",
    "injured": "People who were hurt, on any side.",
    "killed": "People who died, on any side.",
}

PLACING: Final[dict[str, str]] = {
    "found": "The place itself was found.",
    "coarse": "The place was not found; the region or country that contains it is the answer.",
    "ambiguous": "Several places fit; the answer, if any, is the likeliest one or the region that contains them.",
    "not_found": "Nothing fits; the record has no place on the map.",
    "given": "The coordinates came with the record.",
}
