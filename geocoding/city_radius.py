"""How far from a city's point its sites may lie."""

import math


def radius_of_city(population: int) -> float:
    """Kilometres from a city's point within which its sites lie: 2 for a village, 18 for two million, at most 40."""
    return round(min(40.0, 2.0 + 0.0115 * math.sqrt(max(population, 0))), 1)
