"""The FastAPI application under `/api`. Every answer is of one data version and names it."""

from __future__ import annotations

from fastapi import FastAPI, Response
from starlette.middleware.gzip import GZipMiddleware

from dashboard.api import answers, lists, views
from dashboard.api.access import Allowance, PublicForAll, RateLimit
from dashboard.api.cite import WAYS, get_cite
from dashboard.api.docs import serve_docs
from dashboard.api.downloads import serve_downloads
from dashboard.api.drafts import get_file, put_file
from dashboard.api.explain import explain
from dashboard.api.feeds import serve_feeds
from dashboard.api.health import get_health
from dashboard.api.kept import Kept
from dashboard.api.oembed import get_oembed
from dashboard.api.pictures import serve_pictures
from dashboard.api.timed import Timed
from data.settings import settings


def create_api() -> FastAPI:
    """The API as an ASGI application, to be mounted under a prefix."""
    api = FastAPI(
        title="Sheru",
        summary="Protest incidents: who says what happened, where, when, and how many.",
        version="1",
        docs_url=None,
        redoc_url=None,
        responses=answers.REFUSALS,
    )
    api.state.kept = Kept()
    api.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    api.add_middleware(PublicForAll)
    if settings().rate:
        api.add_middleware(RateLimit, allowance=Allowance(settings().rate))
    api.add_middleware(Timed)
    api.get("/clusters", responses=answers.of(answers.ClustersAnswer))(views.get_clusters)
    api.get("/points", responses=answers.of(answers.PointsAnswer))(views.get_points)
    api.get("/heat", responses=answers.of(answers.HeatAnswer))(views.get_heat)
    api.get("/countries", responses=answers.of(answers.CountriesAnswer))(views.get_countries)
    api.get("/regions", responses=answers.of(answers.RegionsAnswer))(views.get_regions)
    api.get("/timeline", responses=answers.of(answers.TimelineAnswer))(views.get_timeline)
    api.get("/frames", responses=answers.of(answers.FramesAnswer))(views.get_frames)
    api.get("/summary", responses=answers.of(answers.SummaryAnswer))(views.get_summary)
    api.get("/incidents", responses=answers.of(answers.IncidentsAnswer))(lists.get_incidents)
    serve_downloads(api)
    api.get("/incidents/{incident_id}", responses=answers.of(answers.OneIncident))(lists.get_incident)
    cited = answers.file_of("A citation.", *{kind.partition(";")[0]: None for kind, _ in WAYS.values()})
    api.get("/cite", response_class=Response, responses=cited)(get_cite)
    serve_feeds(api)
    api.get("/oembed", responses=answers.of(answers.OEmbed))(get_oembed)
    serve_pictures(api)
    api.get("/explain", responses=answers.of(answers.Explained))(explain)
    api.get("/health", include_in_schema=False)(get_health)
    api.put("/drafts/file", include_in_schema=False)(put_file)
    api.get("/drafts/{name}", include_in_schema=False)(get_file)
    serve_docs(api)
    return api
