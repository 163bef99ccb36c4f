"""The map dashboard: the page, the map layer, the API and the way a view becomes a link."""
