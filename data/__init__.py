"""Incidents, reports and counts: from a file to a store that can be asked by `Filters`. Knows nothing of a page."""
