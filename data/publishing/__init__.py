"""A data version in the making: rows are staged on disk, placed and grouped there, then written."""
