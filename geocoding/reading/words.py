"""Words in place names that say what kind of place is meant. Each is an exact key (`names.exact_key`).

A word belongs here when it changes what must be answered, not when some name happens to contain it.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split(","))


EMPTY = _phrases(
    "null, none, nan, n/a, na, nil, unknown, unspecified, undefined, tbd, tba, missing, -, ?, not specified,"
    "not available, not known, no location, no data, unbekannt, inconnu, desconocido, неизвестно, неизвестен, нет,"
    "не указано, белгісіз"
)
"""Texts that stand for an empty cell."""

WHOLE_COUNTRY = _phrases(
    "nationwide, nation wide, national, countrywide, country wide, the country, whole country, entire country,"
    "across the country, across country, all over the country, throughout the country, around the country,"
    "in the whole country, various, various cities, various locations, various places, several, several cities,"
    "several locations, several places, several towns, several major cities, many cities, many places, multiple,"
    "multiple cities, multiple locations, major cities, other cities, across several cities, all cities,"
    "across several major cities, dozens of cities, unspecified location,"
    "bundesweit, deutschlandweit, landesweit, im ganzen land, todo el país, a nivel nacional, nacional,"
    "varias ciudades, dans tout le pays, plusieurs villes, tout le pays, ülke genelinde,"
    "по всей стране, по стране, вся страна, несколько городов, в нескольких городах, в разных городах, города страны,"
    "бүкіл ел, ел бойынша, бүкіл қазақстан, 全国, 全國, 전국, سراسر کشور, في جميع أنحاء البلاد"
)
"""Texts that mean a whole country, or the whole division that is given."""

WHOLE_DIVISION = _phrases("statewide, state wide, province wide, provincewide, regionwide, по всей области")
"""Texts that mean the whole division that is given."""

ADMIN1_TYPES = _words(
    "state province governorate oblast oblys oblysy krai kray region republic prefecture emirate voivodeship territory"
    " canton kanton land bundesland provincia província departamento estado região región gouvernorat wilaya wilayah"
    " województwo kraj provinsi muhafazah muhafazat mohafazat ostan eyalet eyaleti viloyati viloyat"
    " облысы область обл край республика вобласць вобласць вилояти вилоят"
    " محافظة محافظه استان ولاية ولایت إقليم 省 州 県 府 道 自治区"
)
ADMIN2_TYPES = _words(
    "county district rayon raion rajon raions parish department département arrondissement landkreis kreis bezirk"
    " powiat kabupaten regency okres megye județ judet shahrestan ilçe ilçesi il ili daïra qarku municipality"
    " município municipio comune concelho tumani tuman"
    " район раён р-н р/н району рајон ауданы аудан туман тумани شهرستان قضاء ناحية 縣 郡 区 區 군 구"
)
CITY_TYPES = _words(
    "city town village settlement hamlet cdp township twp borough boro"
    " ville ciudad pueblo stadt gemeinde dorf aul qala qalasy şehri kent shahri"
    " shahar qishlogi город г гор горад горадский посёлок поселок пос пгт село с деревня д станица аул ауыл ауылы"
    " қала қаласы шаары шахар шахри кишлак вёска місто м смт مدينة شهر 市 镇 村 시"
)
"""Type words. A region's type word asks for the region and not for the city that shares its name."""

DIRECTIONS = _words(
    "north south east west northeast northwest southeast southwest northern southern eastern western central center"
    " centre downtown uptown inner outer greater metro mid outskirts suburban nord süd ost sud est ouest"
    " центр центральный северный южный восточный западный"
)
"""Words before or after a city that name a side of it."""

NEARNESS = (
    r"in|near|at|outside(?: of)?|around|close to|next to|opposite|inside|towards?|from|"
    r"bei|nahe|près de|cerca de|en|à|dans|в|во|на|у|около|возле|близ|под|рядом с"
)
"""Words whose tail is the larger place: "a park in Almaty". A part of a regular expression."""

SITES = _words(
    "square park street st avenue ave road rd highway bridge university college school campus airport station embassy"
    " consulate prison jail court courthouse mosque church cathedral temple hospital market bazaar mall hotel stadium"
    " parliament palace ministry office headquarters hq police building centre center plaza museum library monument"
    " factory mine port harbour harbor camp junction roundabout gate tower hall house theatre theater district"
    " neighborhood neighbourhood suburb area quarter island county council refinery field plant"
    " platz straße strasse bahnhof rathaus place rue gare calle avenida universidad"
    " площадь улица парк проспект университет вокзал аэропорт рынок мост район микрорайон мкр алаңы көшесі"
)
"""Words for a site or a part of a city."""
