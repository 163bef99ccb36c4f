"""The gazetteer: an SQLite index of GeoNames, how it is built and what it can be asked."""
