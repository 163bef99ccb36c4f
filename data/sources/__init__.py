"""Source adapters: each turns the rows of one kind of table into reports."""
