"""A recipe: everything an editor decided about a file, so that the same steps can be taken again for the next one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from data.errors import FileRejected
from data.reading.table import ReadOptions
from geocoding import Location, Place

MAX_RECIPE = 20 * 2**20  # bytes of a recipe that is read


@dataclass(frozen=True, slots=True)
class PlaceDecision:
    """What an editor said of one distinct place of the file; it holds for all its rows."""

    place: Place = field(metadata={"doc": "The place as the file has it."})
    location: Location | None = field(
        default=None, metadata={"doc": "Where it is; None leaves it off the map, unless `instead` names another text."}
    )
    instead: Place | None = field(default=None, metadata={"doc": "What to look up in its stead."})


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a file is read, understood, placed and grouped. Every empty value means: as found out."""

    options: ReadOptions = field(default=ReadOptions(), metadata={"doc": "Encoding, delimiter and sheet."})
    source: str = field(default="", metadata={"doc": "Name of a known format, or `mapped` for `columns`."})
    columns: dict[str, str] = field(
        default_factory=dict, metadata={"doc": "For `mapped`: our column to the folded name of theirs."}
    )
    date_order: str = field(default="", metadata={"doc": "dmy, mdy or ymd, where the editor had to say."})
    places: tuple[PlaceDecision, ...] = field(default=(), metadata={"doc": "Decisions about places."})
    merges: tuple[tuple[str, ...], ...] = field(
        default=(), metadata={"doc": "Groups of report ids (as the file alone gives them) that tell of one incident."}
    )
    coordinates: dict[str, tuple[float, float] | None] = field(
        default_factory=dict,
        metadata={"doc": "By report id: coordinates that the editor chose in place of the row's; None drops them."},
    )


def to_json(recipe: Recipe) -> str:
    """The recipe as JSON that `from_json` reads back."""
    from pydantic import TypeAdapter

    return TypeAdapter(Recipe).dump_json(recipe, indent=1).decode()


def from_json(text: str | bytes) -> Recipe:
    """Read a recipe. Raises FileRejected where it is none."""
    from pydantic import TypeAdapter, ValidationError

    if len(text) > MAX_RECIPE:
        raise FileRejected(f"the recipe is larger than {MAX_RECIPE:,} bytes")
    try:
        return TypeAdapter(Recipe).validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FileRejected(f"this is no recipe: {where}: {first['msg']}") from error


def read_recipe(path: Path) -> Recipe:
    """The recipe of a file. Raises FileRejected where it cannot be read."""
    try:
        return from_json(path.read_bytes())
    except OSError as error:
        raise FileRejected(f"{path.name}: cannot be read ({error.strerror})") from error


Groups = tuple[tuple[str, ...], ...]


def together(recipe: Recipe, one: str, other: str) -> bool:
    """Whether the reports of these two ids are merged."""
    return any({one, other} <= set(group) for group in recipe.merges)


def merged(groups: Groups, one: str, other: str) -> Groups:
    """`groups` with the reports of these two ids, and all that were merged with either, in one."""
    touched = [group for group in groups if one in group or other in group]
    joined = tuple(dict.fromkeys([*(name for group in touched for name in group), one, other]))
    return (*(group for group in groups if group not in touched), joined)


def parted(groups: Groups, one: str, other: str) -> Groups:
    """`groups` with `other` taken out of the group that it shares with `one`."""
    left = (tuple(name for name in g if name != other) if {one, other} <= set(g) else g for g in groups)
    return tuple(group for group in left if len(group) > 1)
