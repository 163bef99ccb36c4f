"""The page on which a table becomes a private map. Each step is one file; what was decided stands in the draft."""
