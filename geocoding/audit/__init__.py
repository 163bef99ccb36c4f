"""Coordinates that came with a row, held against what the row says of its place. Nothing is ever moved."""

from geocoding.audit.finding import GRAVE_KINDS, KINDS, Finding

__all__ = ["GRAVE_KINDS", "KINDS", "Finding"]
