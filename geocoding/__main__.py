"""Places on the command line: one as JSON, or a CSV of them."""

import argparse
import csv
import io
import json
import sys
from dataclasses import asdict
from pathlib import Path

from geocoding.batch_csv import BatchError, locate_file
from geocoding.model import Answer, Place

USAGE_ERROR = 2
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code: 0, or 2 with a message on stderr for input that cannot be used."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return _batch(options) if options.batch else _single(options)
    except BatchError as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geocoding", description="Places to coordinates, offline.")
    parser.add_argument("place", nargs="?", metavar="PLACE", help="a place, in any language")
    parser.add_argument("--country", default="", help="its country: a name in any language or an ISO code")
    parser.add_argument("--admin1", default="", help="its state, province or region")
    parser.add_argument("--admin2", default="", help="its county or district")
    parser.add_argument("--explain", action="store_true", help="give the reasons of the answer as well")
    parser.add_argument(
        "--batch", type=Path, metavar="IN.csv", help="a CSV with a column place (admin1, admin2, country)"
    )
    parser.add_argument("--output", type=Path, metavar="OUT.csv", help="where the rows of --batch go, with locations")
    return parser


def _single(options: argparse.Namespace) -> int:
    if options.place is None:
        return _fail("give a PLACE, or --batch IN.csv --output OUT.csv")
    if options.output:
        return _fail("--output goes with --batch")
    from geocoding.offline import OfflineGeocoder

    place = Place(options.place, options.admin1, options.admin2, options.country)
    answer = OfflineGeocoder().locate(place)
    print(json.dumps(_as_json(answer, explain=options.explain), ensure_ascii=False, indent=2))
    return 0


def _batch(options: argparse.Namespace) -> int:
    if options.output is None:
        return _fail("--batch needs --output OUT.csv")
    if options.place is not None or any((options.country, options.admin1, options.admin2, options.explain)):
        return _fail("--batch takes places, countries and divisions from the file alone")
    if options.output.exists() and options.batch.exists() and options.output.samefile(options.batch):
        return _fail(f"{options.output}: input and output are the same file")
    csv.field_size_limit(1_000_000)
    from geocoding.offline import OfflineGeocoder

    counts = locate_file(options.batch, options.output, OfflineGeocoder(), progress=True)
    summary = ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "no rows"
    print(f"{options.output}: {sum(counts.values())} rows: {summary}", file=sys.stderr)
    return 0


def _as_json(answer: Answer, *, explain: bool) -> dict[str, object]:
    shown = asdict(answer)
    if not explain:
        del shown["reasons"]
    return shown


def _fail(message: str) -> int:
    print(f"geocoding: {message}", file=sys.stderr)
    return USAGE_ERROR


if __name__ == "__main__":
    sys.exit(main())
