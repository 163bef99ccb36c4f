"""Questions to a compiled country dump."""

import json
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geocoding.index import kinds
from geocoding.overlay.dump_index import ensure_dump
from geocoding.overlay.places import OverlayPlace

_MOST = 200
"""Places of one name that are looked at, the most populous first."""


class Dump:
    """The places of one GeoNames dump; safe to share between threads, each of which gets its own connection."""

    def __init__(self, path: Path) -> None:
        """Opens the dump `path`, and compiles it first where that was not done yet. Raises as `ensure_dump`."""
        self.path = path
        self._compiled = ensure_dump(path)
        self._local = threading.local()
        self.countries = frozenset(code for (code,) in self._read("SELECT DISTINCT country FROM place"))
        """The countries that it has places of."""

    @property
    def problems(self) -> tuple[str, ...]:
        """The lines that were left out, counted by what is wrong with them."""
        about = dict(self._read("SELECT key, value FROM about"))
        broken: dict[str, int] = json.loads(about["broken"])
        return tuple(f"{self.path}: {count} lines: {why}" for why, count in sorted(broken.items()))

    def named(self, key: str, countries: Sequence[str], *, loosely: bool) -> list[OverlayPlace]:
        """See `Overlay.named`. The main and other names before romanisations by a machine; the most populous first."""
        table, kind = ("loose", str(kinds.LOOSE)) if loosely else ("name", f"max(n.kind, {kinds.ALTERNATE})")
        inside = f" AND p.country IN ({','.join('?' * len(countries))})" if countries else ""
        found = self._read(
            f"SELECT {kind} AS kind, p.name, p.country, coalesce(d.name, ''), p.lat, p.lon, p.precision,"  # noqa: S608
            f" p.radius_km, p.population, ? || p.id FROM {table} n JOIN place p ON p.id = n.place"
            " LEFT JOIN division d ON d.country = p.country AND d.code = p.admin1"
            f" WHERE n.key = ?{inside}"
            f" ORDER BY kind, p.population DESC, instr('PALST', p.feature), p.id LIMIT {_MOST}",
            (f"{self.path.name}, https://www.geonames.org/", key, *countries),
        )
        return [OverlayPlace(*values) for kind, *values in found if kind == found[0][0]]

    def _read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            uri = f"{self._compiled.absolute().as_uri()}?mode=ro&immutable=1"
            connection = self._local.connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        return connection.execute(sql, values).fetchall()
