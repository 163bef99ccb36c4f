from __future__ import annotations

from pathlib import Path

import pytest

from data.sources.known import KNOWN, recognise
from data.sources.own import COLUMNS, DERIVED_COLUMNS, OWN_COLUMNS
from data.sources.source import Source
from tests.data.sources.reading import gdelt

ROOT = Path(__file__).resolve().parents[3]

_NUMBERED = ",".join(f"source_{n}" for n in range(1, 31))
_LINKS = ",".join(f"Link {n}" for n in range(1, 46))
ACLED_OLD = (
    "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,admin1,admin2,admin3,location,latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,timestamp,iso3"
)
MASSMOB = (
    "id,country,ccode,year,region,protest,protestnumber,{dates},protesterviolence,location,participants_category,"
    "participants,protesteridentity,"
)


HEADERS = [
    (
        "acled",
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
        "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
        "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp",
    ),
    ("acled", ACLED_OLD),
    (
        "acled",
        "GWNO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1,INTER1,ACTOR2,"
        "ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,ADMIN1,ADMIN2,ADMIN3,LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,"
        "NOTES,FATALITIES",
    ),
    (
        "ccc",
        "date,locality,state,location_detail,online,type,macroevent,actors,claims,valence,issues,size_text,size_low,"
        "size_high,size_mean,size_cat,arrests,arrests_any,injuries_crowd,injuries_crowd_any,injuries_police,"
        "injuries_police_any,property_damage,property_damage_any,chemical_agents," + _NUMBERED + ",notes,lat,lon,"
        "resolved_locality,resolved_county,resolved_state,fips_code",
    ),
    (
        "ccc",
        "date,locality,state,location_detail,online,type,title,macroevent,organizations,participants,claims,"
        "claims_summary,claims_verbatim,issue_tags_summary,issue_tags_verbatim,issue_tags,valence,size_text,size_low,"
        "size_high,size_mean,size_cat,arrests,arrests_any,injuries_crowd,injuries_police,property_damage,"
        "participant_measures,police_measures,participant_deaths,police_deaths," + _NUMBERED + ",notes,lat,lon,"
        "resolved_locality,resolved_county,resolved_state,fips_code",
    ),
    (
        "ccc",
        "date,locality,state,resolved_locality,resolved_state,resolved_county,fips_code,lat,lon,location,title,event_type,"
        "organizations,participants,notables,targets,claims_summary,claims_verbatim,valence,conf,macroevent,online,"
        "size_text,size_low,size_high,size_mean,size_cat,participant_measures,police_measures,participant_injuries,"
        "police_injuries,arrests,property_damage,arrests_any,participant_casualties_any,police_casualties_any,"
        "property_damage_any,participant_deaths,police_deaths,notes,coder," + _NUMBERED.replace("_", ""),
    ),
    (
        "massmob",
        MASSMOB.format(dates="startday,startmonth,startyear,endday,endmonth,endyear")
        + "protesterdemand1,protesterdemand2,protesterdemand3,protesterdemand4,"
        + ",".join(f"stateresponse{n}" for n in range(1, 8))
        + ",sources,notes",
    ),
    (
        "massmob_cleaned",
        "," + MASSMOB.format(dates="x") + "arrests,accomodation,beatings,crowddispersal,ignore,killings,no_response,"
        "shootings,labor_wage_dispute,start_date,end_date",
    ),
    (
        "mmad",
        "id,event_date,actors,issue,side,numparticipants,avg_numparticipants,part_violence,sec_engagement,scope,cowcode,"
        "location,latitude,longitude,asciiname,source,version",
    ),
    (
        "ucdp",
        "id,relid,year,active_year,code_status,type_of_violence,conflict_name,side_a,side_b,number_of_sources,"
        "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
        "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
        "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob",
    ),
    *(("gdelt", gdelt(version)) for version in ("2.0", "1.0", "1.0 without URL")),
    (
        "scad",
        "eventid,ccode,countryname,startdate,enddate,duration,stday,stmo,styr,eday,emo,eyr,etype,escalation,actor1,actor2,"
        "actor3,target1,target2,cgovtarget,rgovtarget,npart,ndeath,repress,elocal,ilocal,sublocal,locnum,gislocnum,issue1,"
        "issue2,issue3,issuenote,nsource,notes,latitude,longitude",
    ),
    ("2020pb", "state,edit_at,city,name,date,date_text,id," + _LINKS),
    ("arvig", "date,location,state,community_id,longitude,latitude,category_de,category_en,description,source"),
    ("own", ",".join(COLUMNS)),
    ("own", ",".join((*OWN_COLUMNS, *DERIVED_COLUMNS))),
    ("own", "Date,Place"),
    ("own", "date,lat,lon,detained"),
    ("own", ",".join((*OWN_COLUMNS, "nr", "Ort"))),
]


@pytest.mark.parametrize(("name", "header"), HEADERS)
def test_a_known_format_is_recognised_by_its_columns(name: str, header: str) -> None:
    columns = header.split(",")
    found = recognise(columns)
    assert found is not None
    assert found.name == name
    assert recognise([column.upper() for column in reversed(columns)]) is found


@pytest.mark.parametrize(("name", "header"), HEADERS)
def test_no_table_is_of_two_formats(name: str, header: str) -> None:
    folded = [column.casefold() for column in header.split(",")]
    assert [source.name for source in KNOWN if source.recognises(folded)] == [name]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "date",
        "place,country",
        "date,place,country,crowd",
        "date,city,state,name,id",
        "event_date,event_type,country,location,latitude,longitude,notes,fatalities,source",
        "date,location,state,longitude,latitude,description,source",
        "id,country,year,location,participants,start_date,end_date",
        "id,year,country,latitude,longitude,best,high,low,date_start,date_end",
        "date,locality,state,type,size_low,size_high,arrests,lat,lon",
    ],
)
def test_a_table_that_shares_a_few_names_is_of_no_known_format(header: str) -> None:
    assert recognise(header.split(",")) is None


def test_names_are_unique_and_made_for_a_recipe() -> None:
    names = [source.name for source in KNOWN]
    assert len(set(names)) == len(names)
    assert all(name.replace("_", "").isalnum() and name == name.casefold() and name != "mapped" for name in names)


@pytest.mark.parametrize("source", KNOWN, ids=lambda source: source.name)
def test_every_format_has_its_section_in_the_docs(source: Source) -> None:
    sections = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8").split("\n## ")
    (section,) = [text for text in sections if f"`{source.name}`" in text.partition("\n")[0]]
    assert "Not read:" in section
    assert source.name == "own" or ("Rules:" in section and "Terms:" in section and source.terms)
