"""`python -m dashboard check`: what an operator set, what it means for privacy, what is wrong. Loads nothing heavy."""
