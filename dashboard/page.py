"""The page, as its story: read the link, ask the data, draw the parts, write the link."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboard.numbers import choices_of, numbers_of
from dashboard.sections import state
from dashboard.sections.about import about
from dashboard.sections.chips import chips
from dashboard.sections.data_versions import data_versions, told_changes
from dashboard.sections.embedded import embedded_head, is_embedded
from dashboard.sections.filter_panel import filter_panel
from dashboard.sections.freshness import watch_data
from dashboard.sections.header import ABOUT, NOT_ON_MAP, TABLE, contents, header, message, notices, private_head
from dashboard.sections.incident_section import incident_section, opened_incident
from dashboard.sections.map_section import Shown, map_section
from dashboard.sections.streamlit_words import streamlit_words
from dashboard.sections.table_section import table_section
from dashboard.sections.timeline_section import timeline_section
from dashboard.sections.totals import totals
from dashboard.sentence import sentence
from dashboard.serving import snapshot, store
from dashboard.translations import language_of, words
from data.drafts.folder import NoSuchDraft
from data.errors import NoSuchVersion, NothingPublished
from data.schema import PUBLIC

# 1. The frame
st.set_page_config(page_title="Sheru", layout="wide", initial_sidebar_state="auto")

# 2. What is asked for: the link, or what the widgets say since
view, problems = state.open_view()
said = words(language_of(view.language, st.context.locale))

if key := state.edited_draft():
    from dashboard.adding.page import add_data

    add_data(key, said)
    st.stop()

# 3. What the data answers
dataset = view.filters.dataset
try:
    current = snapshot(dataset, view.filters.as_of)
except NoSuchDraft:
    message(said.gettext("This private map is not here any more."), way_out=said.gettext("Start again"))
    st.stop()
except NoSuchVersion:
    message(said.gettext("This earlier version of the data is not kept here."), way_out=said.gettext("Start again"))
    st.stop()
except NothingPublished:
    message(said.gettext("There is no data yet. Please come back later."))
    watch_data("", dataset)
    st.stop()
everything = view.filters.unrestricted()
shown = numbers_of(current, view.filters)
choices = choices_of(current, everything)
with current.engine.connect() as connection:
    opened = opened_incident(connection, view)
    changes = told_changes(connection, view, current)

# 4. The parts; in a frame of another page the map alone
if is_embedded():
    embedded_head(sentence(view.filters, shown, said), said)
    with st.container(key="stage"):
        map_section(view, Shown(current.version, shown.bounds, opened.place if opened else None), said)
        incident_section(opened, view, said)
    state.write_link(view)
    watch_data(current.version, dataset, view.filters.as_of)
    st.stop()

header(sentence(view.filters, shown, said), view, said)
totals(shown, said)
with st.container():  # there with or without notices: a part that comes or goes before the map would remount it
    if dataset != PUBLIC:
        private_head(said)
    data_versions(view, current, changes, said, is_kept=dataset == PUBLIC and store().keeps(view.version))
    notices(
        [
            said.gettext("The link asks for {name}={value}, which cannot be; it was left out.").format(
                name=problem.name, value=problem.value
            )
            for problem in problems
        ]
    )
with st.sidebar:
    event_day = opened.row["date_start"] if opened else None
    filter_panel(choices, event_day, said, active=view.filters != everything)
with st.container():  # likewise
    chips(view.filters, said)
with st.container(key="stage"):
    map_section(view, Shown(current.version, shown.bounds, opened.place if opened else None), said)
    incident_section(opened, view, said)
timeline_section(view, current.version, said)

published = datetime.fromisoformat(current.published).date()
contents(shown.not_on_map, current.version, published, said)
st.subheader(said.gettext("Table"), anchor=TABLE)
table_section(view, shown, current.version, said, on_map=None)
if shown.not_on_map:
    st.subheader(said.gettext("Not on the map"), anchor=NOT_ON_MAP)
    st.text(said.gettext("Their place is not known, or only their country is."))
    table_section(view, shown, current.version, said, on_map=False)
st.subheader(said.gettext("About"), anchor=ABOUT)
about(current.version, said.day(published), view, said)
streamlit_words(said)

# 5. The link of what is shown, and a watch for new data
state.write_link(view)
watch_data(current.version, dataset, view.filters.as_of)
