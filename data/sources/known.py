"""The formats that import without a mapping step. `docs/sources.md` says what is read of each and by which rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from data.reading.table import fold
from data.sources.acled import ACLED
from data.sources.arvig import ARVIG
from data.sources.ccc import CCC
from data.sources.gdelt import GDELT
from data.sources.massmob import MASSMOB, MASSMOB_CLEANED
from data.sources.mmad import MMAD
from data.sources.ours import OWN
from data.sources.pb2020 import PB2020
from data.sources.scad import SCAD
from data.sources.source import Source
from data.sources.ucdp import UCDP

KNOWN: Final[tuple[Source, ...]] = (
    OWN, ACLED, CCC, MASSMOB, MASSMOB_CLEANED, MMAD, UCDP, GDELT, SCAD, PB2020, ARVIG,
)  # fmt: skip
"""No table is of two of them: each asks for columns that no other has (a test holds that)."""


def recognise(columns: Sequence[str]) -> Source | None:
    """The known format of a table with these columns, as written or folded, in any order; None where it is of none."""
    folded = [fold(column) for column in columns]
    return next((source for source in KNOWN if source.recognises(folded)), None)
