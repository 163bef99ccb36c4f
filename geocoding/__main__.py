"""Places on the command line: one as JSON, or a CSV of them."""

import argparse
import csv
import io
import json
import os
import sys
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from geocoding.batch import Locator
from geocoding.batch_csv import BatchError, BatchUnfinished, locate_file
from geocoding.environment import take_settings
from geocoding.model import Answer, Place
from geocoding.online import NotConfigured, OnlineError, OnlineSettings
from geocoding.overlay.errors import OverlayRefused

if TYPE_CHECKING:
    from geocoding.online import OnlineGeocoder

USAGE_ERROR = 2
SERVICE_FAILED = 3
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code, with a message on stderr unless it is 0.

    2: the input or the configuration cannot be used. 3: the service that --online asks has failed.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return _batch(options) if options.batch else _single(options)
    except (BatchError, NotConfigured, OverlayRefused) as error:
        return _fail(str(error))
    except (OnlineError, BatchUnfinished) as error:
        return _fail(str(error), SERVICE_FAILED)
    except OSError as error:
        return _fail(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geocoding", description="Places to coordinates.")
    parser.add_argument("place", nargs="?", metavar="PLACE", help="a place, in any language")
    parser.add_argument("--country", default="", help="its country: a name in any language or an ISO code")
    parser.add_argument("--admin1", default="", help="its state, province or region")
    parser.add_argument("--admin2", default="", help="its county or district")
    parser.add_argument("--explain", action="store_true", help="give the reasons of the answer as well")
    parser.add_argument(
        "--batch", type=Path, metavar="IN.csv", help="a CSV with a column place (admin1, admin2, country)"
    )
    parser.add_argument("--output", type=Path, metavar="OUT.csv", help="where the rows of --batch go, with locations")
    parser.add_argument("--partial", action="store_true", help="write OUT.csv even where a service failed in between")
    parser.add_argument(
        "--places", type=Path, metavar="FILE.csv", help="an editor's list of places that are believed first"
    )
    parser.add_argument(
        "--online", action="store_true", help="ask the service of SHERU_GEOCODER for what the gazetteer does not know"
    )
    return parser


def _single(options: argparse.Namespace) -> int:
    if options.place is None:
        return _fail("give a PLACE, or --batch IN.csv --output OUT.csv")
    if options.output:
        return _fail("--output goes with --batch")
    if options.partial:
        return _fail("--partial goes with --batch")
    place = Place(options.place, options.admin1, options.admin2, options.country)
    geocoder, online = _geocoder(options)
    answer = geocoder.locate(place)
    if online:
        print(_tally(online), file=sys.stderr)
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
    geocoder, online = _geocoder(options)
    try:
        with online.alone() if online else nullcontext():
            counts = locate_file(options.batch, options.output, geocoder, progress=True, partial=options.partial)
    finally:
        if online:
            print(_tally(online), file=sys.stderr)
    summary = ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "no rows"
    print(f"{options.output}: {sum(counts.values())} rows: {summary}", file=sys.stderr)
    return 0


def _geocoder(options: argparse.Namespace) -> "tuple[Locator, OnlineGeocoder | None]":
    """The gazetteer and the operator's own places, and the configured service behind them where --online asks for it.

    Raises NotConfigured, OverlayRefused.
    """
    settings = OnlineSettings.from_environment(os.environ) if options.online else None
    if settings and options.batch and not settings.provider.may_be_saved:
        raise NotConfigured(f"{settings.provider.restriction} ({settings.provider.terms}): not for --batch")
    from geocoding.overlay.configured import default_geocoder

    offline = default_geocoder(places=options.places)
    if settings is None:
        return offline, None
    from geocoding.online import LayeredGeocoder, OnlineGeocoder

    if settings.provider.restriction:
        print(f"geocoding: {settings.provider.restriction} ({settings.provider.terms})", file=sys.stderr)
    online = OnlineGeocoder(settings)
    return LayeredGeocoder(offline, online), online


def _tally(online: "OnlineGeocoder") -> str:
    provider, tally = online.settings.provider, online.tally
    told = f"{tally.asked} look-ups asked, {tally.kept} taken up from earlier ones"
    return f"{provider.name}: {told}. To be shown: {provider.attribution}"


def _as_json(answer: Answer, *, explain: bool) -> dict[str, object]:
    shown = asdict(answer)
    if not explain:
        del shown["reasons"]
    return shown


def _fail(message: str, code: int = USAGE_ERROR) -> int:
    print(f"geocoding: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    take_settings()
    sys.exit(main())
