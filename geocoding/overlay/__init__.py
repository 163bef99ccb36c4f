"""Places of an operator's own, beside the gazetteer: an editor's list, and country dumps of GeoNames."""
