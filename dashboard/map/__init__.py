"""The map: folium draws the base once, our own layer asks the API for what the viewport shows."""
