from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reading.table import Table, fold, table_of
from data.sources.column_names import NAMES, known_names
from data.sources.mapped import FIELDS, fits
from data.sources.proposals import propose
from tests.data.strategies import some_texts


@dataclass(frozen=True)
class Made:
    """A table made for the test: each column with the field it means ("" for none) and a few values."""

    name: str
    columns: dict[str, tuple[str, list[str]]]

    @property
    def table(self) -> Table:
        rows = list(zip(*(values for _, values in self.columns.values()), strict=True))
        return table_of(self.name, list(self.columns), rows)

    @property
    def expected(self) -> dict[str, str]:
        return {ours: fold(theirs) for theirs, (ours, _) in self.columns.items() if ours}


TABLES = [
    Made("English, plain", {
        "Event Date": ("date", ["3 May 2021", "4 May 2021", "9 May 2021"]),
        "City": ("place", ["Almaty", "Astana", "Shymkent"]),
        "Country": ("country", ["Kazakhstan", "Kazakhstan", "Kazakhstan"]),
        "Crowd size": ("participants", ["about 50", "100", ""]),
        "Arrests": ("detained", ["3", "0", "dozens"]),
        "What happened": ("description", ["People gathered at the square", "A march for water", "Students met"]),
        "Link": ("source_url", ["https://a.org/1", "https://a.org/2", "https://b.org/3"]),
    }),
    Made("English, machine names", {
        "id": ("incident_id", ["1", "2", "3"]),
        "start_date": ("date", ["2021-05-03", "2021-05-04", "2021-05-05"]),
        "end_date": ("date_end", ["2021-05-03", "2021-05-06", "2021-05-05"]),
        "admin1": ("admin1", ["Lagos", "Kano", "Oyo"]),
        "location_name": ("place", ["Ikeja", "Kano", "Ibadan"]),
        "latitude": ("lat", ["6.6018", "12.0022", "7.3775"]),
        "longitude": ("lon", ["3.3515", "8.5920", "3.9470"]),
        "event_type": ("event_type", ["Protests", "Riots", "Protests"]),
        "fatalities": ("killed", ["0", "2", "0"]),
        "notes": ("description", ["Workers protested over pay in Ikeja", "A mob attacked a shop", "Students marched"]),
    }),
    Made("English, parts of a date", {
        "Year": ("year", ["2019", "2020", "2021"]),
        "Month": ("month", ["5", "11", "1"]),
        "Day": ("day", ["3", "30", "17"]),
        "Town": ("place", ["Leeds", "York", "Hull"]),
        "Issue": ("tags", ["pay", "climate", "housing"]),
        "No. of protesters": ("participants", ["200", "1,000", "50"]),
        "Source": ("source_name", ["BBC", "Guardian", "BBC"]),
    }),
    Made("English, coordinates in one cell", {
        "When": ("date", ["9-May-20", "10-May-20", "12-Jun-20"]),
        "Where": ("place", ["Rabat", "Fes", "Agadir"]),
        "GPS": ("coordinates", ["33.9716° N, 6.8498° W", "34.0181° N, 5.0078° W", "30.4278° N, 9.5981° W"]),
        "Injured": ("injured", ["2", "0", "unknown"]),
        "Police response": ("state_response", ["dispersal", "none", "arrests"]),
    }),
    Made("English, names that say nothing", {
        "A": ("date", ["03/05/2021", "14/05/2021", "25/06/2021"]),
        "B": ("country", ["Chile", "Peru", "Bolivia"]),
        "C": ("source_url", ["https://a.cl/1", "https://b.pe/2", "http://c.bo/3"]),
        "D": ("", ["12", "400", "7"]),
    }),
    Made("Russian", {
        "№": ("", ["1", "2", "3"]),
        "Дата": ("date", ["03.05.2021", "14.05.2021", "5 мая 2021"]),
        "Город": ("place", ["Москва", "Казань", "Омск"]),
        "Область": ("admin1", ["Московская область", "Татарстан", "Омская область"]),
        "Форма акции": ("event_type", ["митинг", "пикет", "шествие"]),
        "Число участников": ("participants", ["около 50", "не менее 100", "20-30"]),
        "Задержано": ("detained", ["5", "0", "около десяти"]),
        "Описание": ("description", ["Жители вышли против застройки", "Пикет у мэрии", "Шествие по центру города"]),
        "Источник": ("source_name", ["ОВД-Инфо", "Медуза", "ОВД-Инфо"]),
        "Ссылка": ("source_url", ["https://a.ru/1", "https://a.ru/2", "https://a.ru/3"]),
    }),
    Made("Russian, coordinates", {
        "когда": ("date", ["2021-05-03", "2021-05-04", "2021-05-05"]),
        "населённый пункт": ("place", ["Бишкек", "Ош", "Нарын"]),
        "страна": ("country", ["Кыргызстан", "Кыргызстан", "Кыргызстан"]),
        "широта": ("lat", ["42,87", "40,51", "41,43"]),
        "долгота": ("lon", ["74,59", "72,80", "75,99"]),
        "количество пострадавших": ("injured", ["0", "2", "0"]),
        "реакция властей": ("state_response", ["задержания", "разгон", "ничего"]),
    }),
    Made("Kazakh", {
        "Күні": ("date", ["5 мамыр 2021", "6 мамыр 2021", "7 маусым 2021"]),
        "Қала": ("place", ["Алматы", "Орал", "Жаңаөзен"]),
        "Облыс": ("admin1", ["Алматы облысы", "Батыс Қазақстан", "Маңғыстау"]),
        "Түрі": ("event_type", ["митинг", "наразылық", "ереуіл"]),
        "Қатысушылар саны": ("participants", ["50", "100-ге жуық", "30"]),
        "Ұсталғандар": ("detained", ["2", "0", "10"]),
        "Сипаттама": ("description", ["Тұрғындар алаңға жиналды", "Жұмысшылар жалақы талап етті", "Аналар жиналды"]),
        "Дереккөз": ("source_name", ["Азаттық", "Власть", "Азаттық"]),
    }),
    Made("German", {
        "Datum": ("date", ["01.05.2024", "3. Mai 2024", "12.05.2024"]),
        "Ort": ("place", ["Berlin", "Köln", "München"]),
        "Bundesland": ("admin1", ["Berlin", "Nordrhein-Westfalen", "Bayern"]),
        "Art": ("event_type", ["Kundgebung", "Demonstration", "Mahnwache"]),
        "Teilnehmerzahl": ("participants", ["1.200", "rund 300", "50"]),
        "Festnahmen": ("detained", ["3", "0", "12"]),
        "Verletzte": ("injured", ["0", "1", "0"]),
        "Beschreibung": ("description", ["Demonstration gegen die Reform", "Kundgebung am Markt", "Mahnwache am Dom"]),
        "Quelle": ("source_name", ["taz", "FAZ", "dpa"]),
    }),
    Made("Spanish", {
        "Fecha": ("date", ["5 de mayo de 2021", "6 de mayo de 2021", "10 de junio de 2021"]),
        "Ciudad": ("place", ["Bogotá", "Cali", "Medellín"]),
        "Departamento": ("admin1", ["Cundinamarca", "Valle del Cauca", "Antioquia"]),
        "País": ("country", ["Colombia", "Colombia", "Colombia"]),
        "Tipo de evento": ("event_type", ["manifestación", "bloqueo", "paro"]),
        "Número de participantes": ("participants", ["cientos", "200", "unos 50"]),
        "Detenidos": ("detained", ["3", "10", "0"]),
        "Heridos": ("injured", ["1", "5", "0"]),
        "Muertos": ("killed", ["0", "1", "0"]),
        "Descripción": ("description", ["Marcha contra la reforma", "Bloqueo de la vía principal", "Paro de maestros"]),
        "Enlace": ("source_url", ["https://a.co/1", "https://a.co/2", "https://a.co/3"]),
    }),
    Made("French", {
        "Date": ("date", ["1er mai 2021", "5 mai 2021", "12 juin 2021"]),
        "Ville": ("place", ["Lyon", "Dakar", "Alger"]),
        "Pays": ("country", ["France", "Sénégal", "Algérie"]),
        "Nature": ("event_type", ["manifestation", "grève", "rassemblement"]),
        "Nombre de participants": ("participants", ["environ 200", "des centaines", "50"]),
        "Interpellations": ("detained", ["4", "0", "1"]),
        "Blessés": ("injured", ["0", "3", "0"]),
        "Résumé": ("description", ["Défilé du premier mai", "Grève des enseignants", "Rassemblement du vendredi"]),
        "Lien": ("source_url", ["https://a.fr/1", "https://a.sn/2", "https://a.dz/3"]),
    }),
    Made("Arabic", {
        "التاريخ": ("date", ["٥ مايو ٢٠٢١", "٦ مايو ٢٠٢١", "١٠ يونيو ٢٠٢١"]),
        "المدينة": ("place", ["تونس", "صفاقس", "سوسة"]),
        "الدولة": ("country", ["تونس", "تونس", "تونس"]),
        "خط العرض": ("lat", ["36.8065", "34.7406", "35.8256"]),
        "خط الطول": ("lon", ["10.1815", "10.7603", "10.6084"]),
        "نوع الحدث": ("event_type", ["احتجاج", "إضراب", "مسيرة"]),
        "عدد المشاركين": ("participants", ["٥٠", "مئات", "٢٠٠"]),
        "الرابط": ("source_url", ["https://a.tn/1", "https://a.tn/2", "https://a.tn/3"]),
    }),
    Made("Chinese", {
        "日期": ("date", ["2021年5月3日", "2021年5月4日", "2021年6月1日"]),
        "城市": ("place", ["香港", "深圳", "广州"]),
        "国家": ("country", ["中国", "中国", "中国"]),
        "事件类型": ("event_type", ["抗议", "罢工", "游行"]),
        "参与人数": ("participants", ["50", "数百", "200"]),
        "被捕人数": ("detained", ["3", "0", "1"]),
        "描述": ("description", ["工人要求支付工资并在工厂门口集会", "居民抗议拆迁", "学生游行"]),
        "链接": ("source_url", ["https://a.cn/1", "https://a.cn/2", "https://a.cn/3"]),
    }),
    Made("slips of the pen", {
        "Dtae of event": ("date", ["2021-05-03", "2021-05-04", "2021-05-05"]),
        "Contry": ("country", ["Kenya", "Kenya", "Uganda"]),
        "Locaton": ("place", ["Nairobi", "Kisumu", "Kampala"]),
        "Lattitude": ("lat", ["-1.2864", "-0.0917", "0.3476"]),
        "Longtitude": ("lon", ["36.8172", "34.7680", "32.5825"]),
        "Partcipants": ("participants", ["50", "hundreds", "20"]),
        "Sorce": ("source_name", ["Nation", "Standard", "Monitor"]),
    }),
    Made("names that mislead", {
        "date": ("date", ["2021-05-03", "2021-05-04", "2021-05-05"]),
        "last update": ("", ["2022-01-01", "2022-01-02", "2022-01-03"]),
        "place": ("place", ["Minsk", "Brest", "Gomel"]),
        "place id": ("", ["625144", "629634", "627907"]),
        "number of policemen": ("", ["20", "10", "5"]),
        "injured": ("injured", ["0", "1", "0"]),
        "phone": ("", ["17 1234567", "16 7654321", "23 1111111"]),
    }),
]  # fmt: skip


@pytest.mark.parametrize("made", TABLES, ids=lambda made: made.name)
def test_columns_are_proposed_as_an_editor_would_choose_them(made: Made) -> None:
    assert propose(made.table).mapping() == made.expected


@pytest.mark.parametrize("made", TABLES, ids=lambda made: made.name)
def test_every_column_is_proposed_once_or_named_as_unused(made: Made) -> None:
    proposal = propose(made.table)
    used = [each.theirs for each in proposal.columns]
    assert sorted([*used, *proposal.unused]) == sorted(fold(column) for column in made.columns)
    assert all(each.reason and 0 <= each.score <= 1 for each in proposal.columns)
    assert fits(proposal.mapping(), [fold(column) for column in made.columns])


def test_what_only_the_values_show_is_doubtful() -> None:
    proposal = propose(TABLES[4].table)
    assert all(each.is_doubtful for each in proposal.columns)
    assert "100% of its values are dates" in {each.ours: each for each in proposal.columns}["date"].reason


def test_two_columns_that_are_as_likely_are_doubtful() -> None:
    table = table_of("t", ["city", "town", "date"], [["Leeds", "Otley", "2021-05-03"], ["York", "Selby", "2021-05-04"]])
    place = {each.ours: each for each in propose(table).columns}["place"]
    assert place.is_doubtful
    assert "nearly as likely" in place.reason


def test_a_name_that_the_values_deny_is_not_proposed() -> None:
    table = table_of("t", ["date", "lat", "lon"], [["yes", "Leeds", "north"], ["no", "York", "south"]])
    assert propose(table).mapping().keys() <= {"place"}


def test_flags_and_regions_of_the_world_are_not_taken_for_counts_and_provinces() -> None:
    rows = [[f"2021-05-{day:02d}", "Kenya", "Nairobi", "East Africa", str(day % 2)] for day in range(1, 31)]
    proposal = propose(table_of("t", ["date", "country", "city", "region", "arrests"], rows))
    found = {each.ours: each for each in proposal.columns}
    assert "admin1" not in found
    assert found["detained"].is_doubtful
    assert "0 or 1" in found["detained"].reason


def test_the_place_is_found_by_elimination_and_doubtful() -> None:
    table = table_of("t", ["when", "spalte2"], [["2021-05-03", "Leeds"], ["2021-05-04", "York"]])
    (date, place) = propose(table).columns
    assert (date.ours, place.ours, place.theirs, place.is_doubtful) == ("date", "place", "spalte2", True)


def test_every_field_of_a_mapping_can_be_proposed() -> None:
    assert NAMES.keys() == FIELDS.keys()
    assert all("" not in names for names in known_names().values())


@settings(max_examples=50)
@given(st.lists(some_texts, min_size=1, max_size=4, unique_by=fold), st.data())
def test_any_table_gets_a_proposal(names: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(some_texts, min_size=len(names), max_size=len(names)), max_size=4))
    proposal = propose(table_of("t", names, rows))
    assert len(proposal.columns) + len(proposal.unused) == len(names)
