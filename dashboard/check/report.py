"""The check as a whole, and how it is printed."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterator, Mapping
from typing import Final

from dashboard.check.finding import Finding, Kind, note, privacy, wrong
from dashboard.check.folders import folder_findings
from dashboard.check.streamlit_options import streamlit_findings, variable_of
from dashboard.check.variables import Set, file_findings, variable_findings, what_is_set
from data.errors import BadSetting
from data.settings import Settings, settings
from geocoding.environment import CHECKOUT, settings_files, take_settings
from geocoding.online.errors import NotConfigured
from geocoding.online.settings import PROVIDER, OnlineSettings

_TITLES: Final[dict[Kind, str]] = {"wrong": "Wrong", "privacy": "For privacy", "note": "Good to know"}


def run_check() -> int:
    """Check this process's environment and print what there is to know. 1 where something is wrong, else 0."""
    set_ones, findings = check()
    print(describe(set_ones, findings))
    return int(any(finding.kind == "wrong" for finding in findings))


def check() -> tuple[tuple[Set, ...], tuple[Finding, ...]]:
    """What is set, and every finding. The settings of files are taken into the environment of this process."""
    environment = os.environ
    set_ones = what_is_set(environment, settings_files(environment))
    findings = [*file_findings(environment), *variable_findings(set_ones)]
    findings += streamlit_findings(environment, CHECKOUT)
    take_settings()
    try:
        findings += _with_settings(settings(), environment)
    except BadSetting:
        findings.append(note("folders and services were not looked at: first mend the values that cannot be"))
    except PermissionError as error:
        findings.append(wrong(str(error)))
    return set_ones, tuple(findings)


def describe(set_ones: tuple[Set, ...], findings: tuple[Finding, ...]) -> str:
    """What was found, for a person."""
    told = [f"  {each.name} = {each.shown}  (from {each.origin})" for each in set_ones]
    lines = ["Set", *(told or ["  nothing: all by default"])]
    for kind, title in _TITLES.items():
        if found := [finding.text for finding in findings if finding.kind == kind]:
            lines += ["", title, *(f"  {text}" for text in found)]
    if not any(finding.kind == "wrong" for finding in findings):
        lines += ["", "Nothing is wrong."]
    return "\n".join(lines)


def _with_settings(current: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    yield from folder_findings(current.home, environment)
    yield from _exposure(current, environment)
    if current.contact:
        from dashboard.incident_view import safe_contact

        if not safe_contact(current.contact):
            yield wrong("SHERU_CONTACT is neither a mail address nor a link with https://, so no reader sees it")
    if environment.get(PROVIDER, "").strip():
        try:
            service = OnlineSettings.from_environment(environment)
        except NotConfigured as error:
            yield wrong(str(error))
        else:
            yield privacy(f"python -m geocoding --online sends names of places to {service.url}")


def _exposure(current: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    address = environment.get(variable_of("server.address")) or environment.get("HOST") or "127.0.0.1"
    if _is_loopback(address):
        yield note(f"it listens on {address}: readers come by a proxy, which needs TLS (docs/deployment.md)")
        return
    if environment.get(variable_of("server.sslCertFile")):
        return
    uploads = ", and uploads are on: tables of readers come here in the clear" if current.uploads else ""
    yield privacy(f"it listens on {address} without TLS{uploads}; let readers come by a proxy with TLS alone")


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
