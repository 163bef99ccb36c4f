import pytest

from geocoding.countries import country_code, country_codes, country_name, with_territories


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kazakhstan", "KZ"),
        ("Қазақстан", "KZ"),
        ("Казахстан", "KZ"),
        ("KZ", "KZ"),
        ("kaz", "KZ"),
        ("Republic of Kazakhstan", "KZ"),
        ("اليمن", "YE"),
        ("Yemen (North Yemen)", "YE"),
        ("ایران", "IR"),
        ("Ελλάδα", "GR"),
        ("中国", "CN"),
        ("台灣", "TW"),
        ("香港", "HK"),
        ("한국", "KR"),
        ("भारत", "IN"),
        ("საქართველო", "GE"),
        ("ประเทศไทย", "TH"),
        ("Deutschland", "DE"),
        ("Allemagne", "DE"),
        ("España", "ES"),
        ("Espana", "ES"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Burma", "MM"),
        ("Myanmar (Burma)", "MM"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("UK", "GB"),
        ("Scotland", "GB"),
        ("Kosovo", "XK"),
        ("Russia (Soviet Union)", "RU"),
        ("Congo, Republic of", "CG"),
        ("DR Congo", "CD"),
        ("Korea, South", "KR"),
        ("Viet Nam", "VN"),
        ("the Gambia", "GM"),
        ("Swaziland", "SZ"),
    ],
)
def test_a_country_is_known_by_any_of_its_names(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", " ", "Atlantis", "Almaty", "X", "ЅА", "Ιt", "КZ", "QQ", "12", "a\x00b", "(", ","])
def test_what_is_no_country_is_none(text: str) -> None:
    assert country_code(text) is None


def test_a_code_in_look_alike_letters_is_not_transliterated() -> None:
    assert country_code("КЗ") is None


def test_a_former_state_is_left_to_the_place() -> None:
    assert country_code("USSR") is None
    assert {"KZ", "RU", "UA"} <= set(country_codes("USSR"))
    assert set(country_codes("Czechoslovakia")) == {"CZ", "SK"}


def test_territories_follow_the_state_that_files_them() -> None:
    assert with_territories(("FR",))[0] == "FR"
    assert "PF" in with_territories(("FR",))
    assert with_territories(("KZ",)) == ("KZ",)


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("KZ", "en", "Kazakhstan"),
        ("KZ", "kk", "Қазақстан"),
        ("xk", "en", "Kosovo"),
        ("MM", "en", "Myanmar"),
        ("KZ", "zh-Hant", "哈薩克"),
        ("KZ", "no such language", "Kazakhstan"),
        ("QX", "en", "QX"),
    ],
)
def test_a_code_has_a_name_in_a_language(code: str, language: str, name: str) -> None:
    assert country_name(code, language) == name
