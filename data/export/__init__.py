"""What is shown, as a file that says what it holds: CSV, GeoJSON, JSON, Parquet, XLSX. Each imports back."""

from data.export.parquet import to_parquet
from data.export.records import count_json, derived_cells, incident_json, report_json
from data.export.text import to_csv, to_geojson, to_json
from data.export.workbook import to_xlsx

__all__ = [
    "count_json",
    "derived_cells",
    "incident_json",
    "report_json",
    "to_csv",
    "to_geojson",
    "to_json",
    "to_parquet",
    "to_xlsx",
]
