"""What a CSV file cannot say of itself, beside it: metadata of the W3C's CSV on the Web (CSVW).

Its place is where that standard looks when a file does not name another: the address of the file and `-metadata.json`.
"""

from __future__ import annotations

from typing import Any

from data.export.about import DICTIONARY, About
from data.export.table import BOUNDS, DAYS, DEGREES_AND_KM

SUFFIX = "-metadata.json"
MEDIA_TYPE = "application/csvm+json"

_DATATYPES = (
    dict.fromkeys(DEGREES_AND_KM, "double") | dict.fromkeys(BOUNDS, "nonNegativeInteger") | dict.fromkeys(DAYS, "date")
)


def csvw(about: About, url: str) -> dict[str, Any]:
    """The description of our table at `url`."""
    said = about.members()
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": said["title"],
        "dc:publisher": said["publisher"],
        "dc:license": said["licence"],
        "dc:bibliographicCitation": said["citation"],
        "dc:issued": said["published"],
        "schema:version": said["version"],
        **({"dc:source": said["link"]} if "link" in said else {}),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "dc:description": doc, "datatype": _DATATYPES.get(name, "string")}
                for name, doc in DICTIONARY.items()
            ]
        },
    }
