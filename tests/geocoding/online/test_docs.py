from pathlib import Path

from geocoding.online import PROVIDERS
from geocoding.online.settings import EMAIL, KEY, LANGUAGE, PROVIDER, TIMEOUT, URL

DOCS = Path(__file__).resolve().parents[3] / "docs" / "online-geocoding.md"


def test_the_table_of_services_is_that_of_the_code() -> None:
    rows = {}
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] in PROVIDERS and len(cells) == 6:
            rows[cells[0]] = cells
    assert list(rows) == list(PROVIDERS)
    kept = {None: "no limit", 30: "30 days, coordinates only", 0: "not at all"}
    for provider in PROVIDERS.values():
        _, terms, key, rate, days, credit = rows[provider.name]
        assert terms.startswith(provider.terms)
        assert provider.needs_key == (key == "yes")
        assert provider.needs_contact == ("contact" in key)
        assert float(rate) == provider.per_second
        assert days == kept[provider.kept_days]
        assert provider.name == "pelias" or credit in provider.attribution.replace(" 1.0", "")


def test_each_setting_is_told() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in text for name in (PROVIDER, URL, KEY, EMAIL, LANGUAGE, TIMEOUT))
