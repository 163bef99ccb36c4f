"""Rebuild the vendored browser files and the base map's data. A maintainer's tool: `make assets`, with Node there."""

import shutil
import subprocess
from pathlib import Path

import country_codes
import place_labels
import populations
import regions

HERE = Path(__file__).parent
ASSETS = HERE.parent / "dashboard" / "assets"
MODULES = HERE / "node_modules"


def main() -> None:
    # The lockfile pins every byte; nothing of it is needed where the dashboard runs.
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True)  # noqa: S607
    vendor = ASSETS / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    bundle = ["--bundle", "--format=esm", "--minify", "--target=es2020", "--legal-comments=none"]
    out = f"--outfile={vendor / 'd3-timeline.js'}"
    subprocess.run([MODULES / ".bin" / "esbuild", "d3-timeline.js", *bundle, out], cwd=HERE, check=True)  # noqa: S603
    shutil.copy(MODULES / "topojson-client" / "dist" / "topojson-client.min.js", vendor)
    subprocess.run(["node", "base-map.js", ASSETS], cwd=HERE, check=True)  # noqa: S603, S607
    for detail in ("110m", "50m", "10m"):
        country_codes.rename(ASSETS / f"countries-{detail}.json")
    place_labels.build(ASSETS / "countries-50m.json", ASSETS / "places.json")
    populations.build()
    regions.build()


if __name__ == "__main__":
    main()
