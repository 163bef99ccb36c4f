"""`python -m data.drafts JOB`: one job of the draft whose key is in SHERU_DRAFT, one at a time on a machine."""

from __future__ import annotations

import logging
import os
import sys

from filelock import FileLock

from data.drafts.folder import Drafts
from data.drafts.job import JOBS
from data.drafts.progress import Teller, working
from data.errors import SheruError
from data.settings import settings
from geocoding import OverlayRefused

_POLITE = 10  # to readers of the dashboard: their requests go first


def main() -> int:
    """Do the job and tell how it ended."""
    job = sys.argv[1]
    current = settings()
    drafts = Drafts(current.home, current.private)
    draft = drafts.open(os.environ["SHERU_DRAFT"])
    os.nice(_POLITE)
    with working(draft):
        teller = Teller(draft, job)
        teller.tell("waiting")
        with FileLock(drafts.turn):
            try:
                JOBS[job](draft, teller.tell)
            except (SheruError, OverlayRefused) as error:
                teller.tell("failed", error=str(error))
                return 1
            except Exception:  # whatever it is, the page must not wait for ever; it is raised again
                logging.getLogger(__name__).exception("the job %s failed", job)
                teller.tell("failed")
                raise
        teller.tell("done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
