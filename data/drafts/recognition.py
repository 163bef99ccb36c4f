"""What a file is recognised as: its shape, its first rows, its format, and a proposal for the columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.reading.table import ReadOptions, Table
from data.recipe import Recipe
from data.sources.source import Source

_PREVIEW = 8  # rows


@dataclass(frozen=True, slots=True)
class Proposed:
    """One of her columns, proposed for one of ours."""

    column: str = field(metadata={"doc": "Folded name of her column."})
    reason: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Recognition:
    """A file as the editor is shown it."""

    kind: str
    options: ReadOptions = field(metadata={"doc": "Encoding, delimiter and sheet that were used."})
    sheets: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    preview: tuple[tuple[str, ...], ...]
    source: str = field(metadata={"doc": "Name of the known format, `mapped`, or empty."})
    title: str = field(metadata={"doc": "The known format, for people; empty where it is none."})
    terms: str
    columns_chosen: dict[str, str] = field(metadata={"doc": "Our column to the folded name of hers, as it is used."})
    proposed: dict[str, Proposed] = field(metadata={"doc": "By our column."})
    trouble: str = field(default="", metadata={"doc": "Why no row could be read, where none could."})

    @property
    def is_enough(self) -> bool:
        """Whether what is chosen says when and where."""
        chosen = self.columns_chosen
        when = "date" in chosen or "year" in chosen
        where = "place" in chosen or "coordinates" in chosen or {"lat", "lon"} <= set(chosen) or "country" in chosen
        return self.source not in ("", "mapped") or (when and where)


def recognise(table: Table, source: Source | None, recipe: Recipe, proposed: dict[str, Proposed]) -> Recognition:
    """What `table` is, read by `source` (None: a table of her own whose columns are not chosen yet)."""
    first = zip(*(column.to_pylist() for column in table.cells.slice(0, _PREVIEW).columns), strict=True)
    known = source is not None and source.name != "mapped"
    return Recognition(
        kind=table.kind,
        options=table.read_as,
        sheets=table.sheets,
        columns=table.columns,
        rows=table.size + len(table.rejected),
        preview=tuple(first),
        source=source.name if source else "",
        title=source.title if source and known else "",
        terms=source.terms if source and known else "",
        columns_chosen=dict(recipe.columns) or {ours: found.column for ours, found in proposed.items()},
        proposed=proposed,
        trouble=table.rejected[0].reason if table.rejected and not table.size else "",
    )
