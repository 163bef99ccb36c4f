"""Rows like those of a GeoNames country dump; none is a real place unless a test says so."""

import random
from collections.abc import Iterator
from pathlib import Path

SYLLABLES = "ак сары кара тобе су булак тас кент жол орда бай кол таш аул кызыл жана".split()  # noqa: SIM905  # a row of words reads better
LATIN = "ak sary kara tobe su bulak tas kent zhol orda bay kol tash aul kyzyl zhana".split()  # noqa: SIM905
KINDS = ("P PPL", "P PPL", "P PPL", "P PPLX", "S RSTN", "S SQR", "S FRM", "H STM", "T MT", "L PRK", "A ADM3", "P PPLQ")


def row(
    number: int,
    name: str,
    lat: float = 48.0,
    lon: float = 66.0,
    kind: str = "P PPL",
    *,
    alternates: str = "",
    country: str = "KZ",
    admin1: str = "",
    population: int = 0,
) -> str:
    feature, code = kind.split()
    cells = [str(number), name, name, alternates, f"{lat:.5f}", f"{lon:.5f}", feature, code, country, ""]
    return "\t".join([*cells, admin1, "", "", "", str(population), "", "400", "Asia/Almaty", "2026-01-01"])


def realistic_rows(count: int, seed: int = 1) -> Iterator[str]:
    """Names of two or three syllables with Cyrillic and other alternate names, as in KZ.txt: many homonyms."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        parts = [chance.randrange(len(SYLLABLES)) for _ in range(chance.randint(2, 4))]
        name = "".join(LATIN[part] for part in parts).capitalize()
        cyrillic = "".join(SYLLABLES[part] for part in parts).capitalize()
        others = [cyrillic, name.lower(), f"{name} Auyly", f"Село {cyrillic}", name.replace("y", "i")]
        lat, lon = chance.uniform(41, 55), chance.uniform(47, 87)
        people = chance.choice([0, 0, 0, 300, 1200, 25_000])
        yield row(
            number, name, lat, lon, chance.choice(KINDS), alternates=",".join(others), population=people,
            admin1=f"{chance.randint(1, 17):02}",
        )  # fmt: skip


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="")
    return path
