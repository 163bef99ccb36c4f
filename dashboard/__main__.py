"""`python -m dashboard check`: what is set and from where, what it means for privacy, what is wrong."""

from __future__ import annotations

import argparse
import sys

from dashboard.check.report import run_check


def main() -> int:
    """Run the command. 0: nothing is wrong; 1: something is."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Look after a dashboard.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("check", help="say what is set, what it means for privacy, and what is wrong")
    parser.parse_args()
    return run_check()


if __name__ == "__main__":
    sys.exit(main())
