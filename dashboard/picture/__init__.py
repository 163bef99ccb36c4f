"""A picture of a view, drawn on the server: base map, marks, legend, sentence, source. No browser and no other host."""
