"""Wordings of real sources, each as its reader understands it."""

from __future__ import annotations

import pytest

from data.model import Count
from data.parsing.counts import parse_count

READ = [
    # English
    ("around a dozen", Count(12, 12, approximate=True)),
    ("around two dozen", Count(24, 24, approximate=True)),
    ("more than a dozen", Count(12, None)),
    ("close to 100", Count(100, 100, approximate=True)),
    ("twenty", Count(20, 20)),
    ("at least eight journalists", Count(8, None)),
    ("about 4,000 (9-13 June)", Count(4000, 4000, approximate=True)),
    ("some 50 (eyewitnesses, by 16:55)", Count(50, 50, approximate=True)),
    ("several dozen (at a theatre meeting)", Count(24, 99)),
    ("hundreds (officials: 80 overall)", Count(200, 999)),
    ("groups of up to 100", Count(None, 100)),
    ("a handful", Count(3, 9)),
    ("several hundreds", Count(200, 999)),
    ("tens of thousands", Count(20_000, 99_999)),
    ("33, including 13 police", Count(33, 33)),
    ("413 citizens, among them 183 security personnel", Count(413, 413)),
    ("more than 300 police (Delhi Police)", Count(300, None)),
    ("1,000 to 2,000", Count(1000, 2000)),
    ("estimated 18", Count(18, 18, approximate=True)),
    ("11 (Prosecutor's Office)", Count(11, 11)),
    ("almost 1,200", Count(1200, 1200, approximate=True)),
    # Russian and Ukrainian
    ("порядка тысячи человек", Count(1000, 1000, approximate=True)),
    ("не менее сотни", Count(100, None)),
    ("по крайней мере 523", Count(523, None)),
    ("несколько десятков", Count(24, 99)),
    ("больше 300", Count(300, None)),
    ("минимум 8", Count(8, None)),
    ("примерно 150", Count(150, 150, approximate=True)),
    ("принаймні 1022", Count(1022, None)),
    ("близько 30", Count(30, 30, approximate=True)),
    # Kazakh and Kyrgyz
    ("ондаған", Count(24, 99)),
    ("он чакты", Count(10, 10, approximate=True)),
    ("отузга жакын", Count(30, 30, approximate=True)),
    # Spanish, French, Lithuanian
    ("más de 3.500", Count(3500, None)),
    ("unas 4.364, incluidas 479 menores", Count(4364, 4364, approximate=True)),
    ("al menos 1.659", Count(1659, None)),
    ("miles", Count(2000, 9999)),
    ("plus de 1.300", Count(1300, None)),
    ("133, dont 23 parmi les forces de l'ordre", Count(133, 133)),
    ("136 000", Count(136_000, 136_000)),
    ("daugiau kaip 150 000", Count(150_000, None)),
]

TOO_MUCH_FOR_ONE_COUNT = [
    "around three dozen (seen by AFP); 57 with Nur-Sultan",
    "dozens of demonstrators; three suspected attackers",
    "at least 66 (Amnesty); 19 (governor); more than 40 (IHR)",
    "20 (police); 32 (lawyers' group)",
    "70 people in 23 cities reported beatings",
    "около ста; еще полсотни",
    "некоторые активисты",
    "есть раненые (очевидцы)",
    "some taken by ambulance",
    "an equal number (26)",
    "preventive arrests",
]


@pytest.mark.parametrize(("wording", "meant"), READ)
def test_a_real_wording_is_read_as_meant(wording: str, meant: Count) -> None:
    count = parse_count(wording)
    assert (count.low, count.high, count.approximate) == (meant.low, meant.high, meant.approximate)
    assert count.text == wording


@pytest.mark.parametrize("wording", TOO_MUCH_FOR_ONE_COUNT)
def test_two_numbers_or_none_are_kept_as_wording_and_never_chosen_from(wording: str) -> None:
    assert parse_count(wording) == Count(text=wording)
