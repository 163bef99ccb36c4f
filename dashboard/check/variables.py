"""What is set, from where, and whether each value can be."""

from __future__ import annotations

import difflib
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dashboard.check.finding import Finding, note, privacy, wrong
from data.configuration import Variable, catalogue
from geocoding.environment import SettingsFile, settings_files

_HIDDEN = "(set, not shown)"


@dataclass(frozen=True, slots=True)
class Set:
    """A variable that is set."""

    name: str
    value: str = field(repr=False)
    origin: str = field(metadata={"doc": "`environment`, or the path of a file."})
    variable: Variable | None = field(metadata={"doc": "Its entry in the catalogue; none for a name that is not ours."})

    @property
    def shown(self) -> str:
        """Its value on one line, or that it is a secret: of a name that we do not know, nobody knows."""
        return repr(self.value) if self.variable and not self.variable.secret else _HIDDEN


def what_is_set(environment: Mapping[str, str], files: tuple[SettingsFile, ...]) -> tuple[Set, ...]:
    """Every variable that is set, as the environment first and then each file has it."""
    known = {variable.name: variable for variable in catalogue()}
    values: dict[str, Set] = {}
    for origin, source in [("environment", environment), *((str(file.path), file.values) for file in files)]:
        for name, value in source.items():
            if name.startswith("SHERU_") or name in known:
                values.setdefault(name, Set(name, value, origin, known.get(name)))
    order = [*known]
    return tuple(sorted(values.values(), key=lambda each: order.index(each.name) if each.variable else len(order)))


def variable_findings(set_ones: tuple[Set, ...]) -> Iterator[Finding]:
    """Values that cannot be, names that are none of ours, and what those that are set mean for privacy."""
    names = [variable.name for variable in catalogue()]
    for each in set_ones:
        if each.variable is None:
            near = difflib.get_close_matches(each.name, names, 1)
            meant = f"; {near[0]} may be meant" if near else ""
            yield wrong(f"{each.name} (from {each.origin}) is no variable of Sheru{meant}")
        elif problem := each.variable.problem(each.value):
            yield wrong(problem)
        elif each.variable.privacy and each.value:
            yield privacy(f"{each.name}: {each.variable.privacy}")
    for variable in catalogue():
        is_on = variable.setting is not None and variable.setting.default is True
        if is_on and variable.privacy and variable.name not in {each.name for each in set_ones}:
            yield privacy(f"{variable.name} is 1 by default: {variable.privacy}")


def file_findings(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Files of settings that cannot be read, or that others can read though they hold a secret."""
    secret = {variable.name for variable in catalogue() if variable.secret}
    for file in settings_files(environment):
        if file.problem:
            yield wrong(file.problem)
        elif file.path.stat().st_mode & stat.S_IROTH:
            text = f"{file.path} can be read by other users of this machine: chmod o-r"
            yield wrong(f"{text}, for it holds a secret") if secret & {*file.values} else note(text)
