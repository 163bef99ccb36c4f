"""Answers in the documented shapes of the services. The square is in Almaty, the other one in Bishkek."""


def nominatim(lat="43.238", lon="76.945", code="kz", addresstype="square", name="Republic Square", box=None, **more):
    south, north, west, east = box or (float(lat) - 0.002, float(lat) + 0.002, float(lon) - 0.003, float(lon) + 0.003)
    return {
        "place_id": 100149,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "osm_type": "way",
        "osm_id": 107775,
        "lat": lat,
        "lon": lon,
        "class": "place",
        "type": addresstype,
        "place_rank": 25,
        "importance": 0.3,
        "addresstype": addresstype,
        "name": name,
        "display_name": f"{name}, Almaty, Kazakhstan",
        "address": {"state": "Almaty", "country": "Kazakhstan", "country_code": code},
        "boundingbox": [str(south), str(north), str(west), str(east)],
        **more,
    }


def photon(lat=43.238, lon=76.945, code="KZ", kind="street", name="Republic Square"):
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "osm_type": "W",
            "osm_id": 1,
            "osm_key": "place",
            "osm_value": "square",
            "type": kind,
            "name": name,
            "city": "Almaty",
            "country": "Kazakhstan",
            "countrycode": code,
            "extent": [lon - 0.003, lat + 0.002, lon + 0.003, lat - 0.002],
        },
    }


def pelias(lat=43.238, lon=76.945, code="KZ", layer="venue", name="Republic Square"):
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "id": "way/1",
            "layer": layer,
            "name": name,
            "confidence": 1,
            "match_type": "exact",
            "country": "Kazakhstan",
            "country_a": "KAZ",
            "country_code": code,
            "region": "Almaty",
            "label": f"{name}, Almaty, Kazakhstan",
        },
        "bbox": [lon - 0.003, lat - 0.002, lon + 0.003, lat + 0.002],
    }


def opencage(lat=43.238, lon=76.945, code="KZ", kind="road", name="Republic Square"):
    return {
        "bounds": {
            "northeast": {"lat": lat + 0.002, "lng": lon + 0.003},
            "southwest": {"lat": lat - 0.002, "lng": lon - 0.003},
        },
        "components": {
            "ISO_3166-1_alpha-2": code,
            "_category": "road",
            "_type": kind,
            kind: name,
            "country": "Kazakhstan",
            "country_code": code.lower(),
            "state": "Almaty",
        },
        "confidence": 10,
        "formatted": f"{name}, Almaty, Kazakhstan",
        "geometry": {"lat": lat, "lng": lon},
    }


def google(lat=43.238, lon=76.945, code="KZ", types=("route",), name="Republic Square, Almaty"):
    return {
        "address_components": [
            {"long_name": "Kazakhstan", "short_name": code, "types": ["country", "political"]},
            {"long_name": "Almaty", "short_name": "Almaty", "types": ["administrative_area_level_1", "political"]},
        ],
        "formatted_address": name,
        "geometry": {
            "bounds": {
                "northeast": {"lat": lat + 0.002, "lng": lon + 0.003},
                "southwest": {"lat": lat - 0.002, "lng": lon - 0.003},
            },
            "location": {"lat": lat, "lng": lon},
            "location_type": "GEOMETRIC_CENTER",
            "viewport": {
                "northeast": {"lat": lat + 1, "lng": lon + 1},
                "southwest": {"lat": lat - 1, "lng": lon - 1},
            },
        },
        "place_id": "ChIJ",
        "types": list(types),
    }


def yandex(lat=43.238, lon=76.945, code="KZ", kind="street", name="Republic Square"):
    return {
        "GeoObject": {
            "metaDataProperty": {
                "GeocoderMetaData": {
                    "precision": "street",
                    "text": f"Kazakhstan, Almaty, {name}",
                    "kind": kind,
                    "Address": {
                        "country_code": code,
                        "formatted": f"Kazakhstan, Almaty, {name}",
                        "Components": [
                            {"kind": "country", "name": "Kazakhstan"},
                            {"kind": "province", "name": "Almaty"},
                        ],
                    },
                }
            },
            "name": name,
            "description": "Almaty, Kazakhstan",
            "boundedBy": {
                "Envelope": {
                    "lowerCorner": f"{lon - 0.003} {lat - 0.002}",
                    "upperCorner": f"{lon + 0.003} {lat + 0.002}",
                }
            },
            "Point": {"pos": f"{lon} {lat}"},
        }
    }


RESULT = {
    "nominatim": nominatim,
    "photon": photon,
    "pelias": pelias,
    "opencage": opencage,
    "google": google,
    "yandex": yandex,
}


def envelope(provider, *results):
    """The whole answer around some results."""
    found = list(results)
    return {
        "nominatim": found,
        "photon": {"type": "FeatureCollection", "features": found},
        "pelias": {"geocoding": {"version": "0.2"}, "type": "FeatureCollection", "features": found},
        "opencage": {"results": found, "status": {"code": 200, "message": "OK"}, "total_results": len(found)},
        "google": {"results": found, "status": "OK" if found else "ZERO_RESULTS"},
        "yandex": {
            "response": {
                "GeoObjectCollection": {
                    "metaDataProperty": {"GeocoderResponseMetaData": {"found": str(len(found))}},
                    "featureMember": found,
                }
            }
        },
    }[provider]
