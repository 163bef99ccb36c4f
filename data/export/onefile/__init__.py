"""A view as one HTML document that needs no network: map, timeline, filters, table, and every report."""

from data.export.onefile.document import LANGUAGES, MOST, to_html

__all__ = ["LANGUAGES", "MOST", "to_html"]
