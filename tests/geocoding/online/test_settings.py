import subprocess
import sys

import pytest

from geocoding.online import PROVIDERS, NotConfigured, OnlineSettings

CONTACT = {"SHERU_GEOCODER_EMAIL": "editor@example.org"}


def test_nominatim_is_asked_once_a_second_by_somebody() -> None:
    settings = OnlineSettings.from_environment({"SHERU_GEOCODER": "Nominatim", **CONTACT})
    assert settings.url == "https://nominatim.openstreetmap.org"
    assert settings.per_second == 1.0
    assert "editor@example.org" in settings.user_agent
    assert settings.timeout == 10
    assert settings.provider.kept_days is None


def test_an_own_server_needs_no_contact_and_may_be_asked_faster() -> None:
    settings = OnlineSettings.from_environment(
        {"SHERU_GEOCODER": "nominatim", "SHERU_GEOCODER_URL": "http://10.0.0.3:8080/nominatim/"}
    )
    assert settings.url == "http://10.0.0.3:8080/nominatim"
    assert settings.per_second > 1


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "set SHERU_GEOCODER to one of nominatim"),
        ({"SHERU_GEOCODER": "bing"}, "“bing” is not known"),
        ({"SHERU_GEOCODER": "nominatim"}, "set SHERU_GEOCODER_EMAIL"),
        ({"SHERU_GEOCODER": "nominatim", "SHERU_GEOCODER_URL": "https://NOMINATIM.openstreetmap.org/"}, "_EMAIL"),
        ({"SHERU_GEOCODER": "photon"}, "set SHERU_GEOCODER_EMAIL"),
        ({"SHERU_GEOCODER": "pelias"}, "set SHERU_GEOCODER_URL"),
        ({"SHERU_GEOCODER": "opencage"}, "set SHERU_GEOCODER_KEY"),
        ({"SHERU_GEOCODER": "google"}, "set SHERU_GEOCODER_KEY"),
        ({"SHERU_GEOCODER": "yandex"}, "set SHERU_GEOCODER_KEY"),
        ({"SHERU_GEOCODER": "nominatim", "SHERU_GEOCODER_EMAIL": "me"}, "not an address to write to"),
        ({"SHERU_GEOCODER": "nominatim", "SHERU_GEOCODER_EMAIL": "a@b.c\r\nX: y"}, "not an address to write to"),
        ({"SHERU_GEOCODER": "pelias", "SHERU_GEOCODER_URL": "example.org"}, "https://"),
        ({"SHERU_GEOCODER": "pelias", "SHERU_GEOCODER_URL": "file:///etc/passwd"}, "https://"),
        ({"SHERU_GEOCODER": "pelias", "SHERU_GEOCODER_URL": "https://u:p@example.org"}, "SHERU_GEOCODER_KEY"),
        ({"SHERU_GEOCODER": "pelias", "SHERU_GEOCODER_URL": "https://example.org?key=1"}, "SHERU_GEOCODER_KEY"),
        ({"SHERU_GEOCODER": "pelias", "SHERU_GEOCODER_URL": "https://example.org:port"}, "not an address"),
        ({"SHERU_GEOCODER": "nominatim", **CONTACT, "SHERU_GEOCODER_TIMEOUT": "soon"}, "SHERU_GEOCODER_TIMEOUT"),
        ({"SHERU_GEOCODER": "nominatim", **CONTACT, "SHERU_GEOCODER_TIMEOUT": "nan"}, "SHERU_GEOCODER_TIMEOUT"),
        ({"SHERU_GEOCODER": "nominatim", **CONTACT, "SHERU_GEOCODER_TIMEOUT": "0"}, "SHERU_GEOCODER_TIMEOUT"),
        ({"SHERU_GEOCODER": "nominatim", **CONTACT, "SHERU_GEOCODER_LANGUAGE": "en&x=1"}, "SHERU_GEOCODER_LANGUAGE"),
    ],
)
def test_a_wrong_setting_is_named(environment: dict[str, str], message: str) -> None:
    with pytest.raises(NotConfigured) as failure:
        OnlineSettings.from_environment(environment)
    assert message in str(failure.value)


@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=lambda provider: provider.name)
def test_each_provider_names_its_terms_and_credit(provider) -> None:
    assert provider.terms.startswith("https://")
    assert provider.attribution
    assert 0 < provider.per_second <= 5


def test_settings_alone_load_no_client() -> None:
    code = (
        "import sys, geocoding, geocoding.__main__, geocoding.online;"
        "heavy = {'requests', 'geopy', 'tenacity', 'urllib3', 'sqlite3'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
