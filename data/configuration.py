"""Every variable that an operator can set, in one catalogue: name, default, meaning, what it means for privacy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any

from data.errors import BadSetting
from data.privacy import Coarsening
from data.reading.limits import VARIABLE as LIMIT
from data.reading.limits import Limits, limit
from data.settings import PrivateLimits, Settings, value_of


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of the environment."""

    name: str
    default: str = field(metadata={"doc": "As one would write it; empty: nothing."})
    meaning: str = field(metadata={"doc": "One sentence, without a full stop."})
    privacy: str = field(default="", metadata={"doc": "What it means for readers or for who is reported on."})
    secret: bool = field(default=False, metadata={"doc": "Never shown."})
    setting: Field[Any] | None = field(default=None, metadata={"doc": "The field it is read into, where one is typed."})

    def problem(self, text: str) -> str:
        """Why `text` cannot be its value; empty where it can, or where only others know."""
        try:
            if self.name.startswith(LIMIT):
                limit(self.name, text)
            elif self.setting is not None:
                value_of(self.setting, text)
        except BadSetting as error:
            return str(error)
        return ""


HOST = Variable(
    "HOST",
    "127.0.0.1",
    "where `make run` listens, from the environment or make's command line alone; any but a loopback address is reached"
    " without TLS, so let readers come by a proxy",
)
PORT = Variable("PORT", "8501", "the port on which `make run` listens, likewise")

_FILES = (
    Variable(
        "SHERU_SETTINGS",
        "the checkout",
        "folder of `.env` and `.streamlit/secrets.toml`; from the environment alone",
        "the files may hold a key: let nobody else read them",
    ),
)

_PLACES = (
    Variable(
        "SHERU_GAZETTEER", "", "folder with a gazetteer that was built before; without one it is built in the cache"
    ),
    Variable(
        "SHERU_PLACES",
        "places.csv in the home",
        "an editor's list of [places of your own](overlays.md)",
    ),
    Variable(
        "SHERU_GEONAMES", "", "country dumps of GeoNames for [places of your own](overlays.md), parted as PATH is"
    ),
)

_ONLINE = (
    Variable(
        "SHERU_GEOCODER",
        "",
        "a service for `python -m geocoding --online` ([which](online-geocoding.md)); never asked by the dashboard",
        "with --online, names of places leave this machine: the service sees which interest you, and when",
    ),
    Variable(
        "SHERU_GEOCODER_URL",
        "the service's own",
        "address of its server",
        "https, or a server in your own network: else the network between reads the places too",
    ),
    Variable("SHERU_GEOCODER_KEY", "", "key for it", "a secret: in a file that only you can read", True),
    Variable("SHERU_GEOCODER_EMAIL", "", "whom the service may write to", "sent with each request: it says who asks"),
    Variable("SHERU_GEOCODER_LANGUAGE", "en", "language of the names in its answers"),
    Variable("SHERU_GEOCODER_TIMEOUT", "10", "seconds for one request to it"),
)


def catalogue() -> tuple[Variable, ...]:
    """Every variable, those that matter first."""
    typed = (variable for kind in (Settings, Coarsening, PrivateLimits) for variable in _of(kind))
    limits = (Variable(LIMIT + item.name.upper(), str(item.default), _sentence(item)) for item in fields(Limits))
    return (HOST, PORT, *_FILES, *typed, *_PLACES, *_ONLINE, *limits)


def catalogue_table() -> str:
    """The catalogue as the Markdown table of docs/deployment.md."""
    rows = [
        f"| `{each.name}` | {each.default} | {each.meaning}{f'. *Privacy: {each.privacy}*' if each.privacy else ''} |"
        for each in catalogue()
    ]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows])


def _of(kind: type[Any]) -> Iterator[Variable]:
    for item in fields(kind):
        if "variable" in item.metadata:
            data = item.metadata
            yield Variable(data["variable"], _default(item), _sentence(item), data.get("privacy", ""), setting=item)


def _default(item: Field[Any]) -> str:
    if item.default is MISSING:
        return str(item.metadata["default"])
    return str(int(item.default)) if isinstance(item.default, bool) else str(item.default)


def _sentence(item: Field[Any]) -> str:
    doc = str(item.metadata["doc"])
    return doc[0].lower() + doc[1:].removesuffix(".")
