"""What is slow about a draft, each a function of its file and its recipe: done again, it gives the same."""

from __future__ import annotations
