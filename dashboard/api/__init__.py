"""The public API: what the page shows, for programs."""
