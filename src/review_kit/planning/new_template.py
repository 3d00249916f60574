"""A new report template: a notebook or a ``.qmd`` file that runs as it is and shows where to go on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from review_kit.errors import ReviewKitError
from review_kit.grains import Grain
from review_kit.planning import FileFormat
from review_kit.planning.find_templates import template_paths
from review_kit.planning.template import ENTITY_PARAMETER
from review_kit.project import Project
from review_kit.project.init import bring_templates
from review_kit.records.folder import write_atomically


@dataclass(frozen=True)
class _Starter:
    """What the first version of a template shows."""

    audience: str
    opening: Sequence[str]
    """Lines that open the entity's rows."""
    header: str
    """What gives the page's head, called with the title; empty where the title alone is it."""
    table: str


_CHOSEN: Mapping[str, Sequence[str]] = {
    "coaching": (
        "overall_score",
        "sessions_held",
        "coaching_hours_per_week",
        "template_completion_rate",
    ),
    "results": ("quota_attainment", "win_rate", "average_deal_size", "sales_cycle_days"),
    "deals": ("deals_won", "won_amount", "open_opportunities", "stalled_amount"),
}
"""Metrics that a new template shows, line by line: each is a rep's and a group's."""


def _table(grain: Grain) -> str:
    """Give the lines that show a dozen numbers of an entity and those of one's own, as in print."""
    listed = (", ".join(f'"{name}"' for name in names) for names in _CHOSEN.values())
    return "\n".join(
        [
            "chosen = [",
            *(f"    *({line})," for line in listed),
            "    *data.context.own_metrics,",
            "]",
            f'measured = data.table("{grain}_metrics").set_index("metric").reindex(chosen)',
            'measured = measured.dropna(subset="value").reset_index()',
            'measured = measured[["metric", "value", "unit", "previous", "n"]]',
            'heads = {"metric": "Measure", "value": "Now", "previous": "Before", "n": "Cases"}',
            "HTML(in_print(measured, data).rename(columns=heads).to_html(index=False))",
        ]
    )


_STARTERS: Mapping[Grain, _Starter] = {
    "rep": _Starter(
        audience="the rep and the manager",
        opening=(
            "from review_kit.documents import RepPacket, in_print, theme",
            "",
            "packet = RepPacket.open(run, rep_id, evidence)",
            "data = packet.data",
        ),
        header="packet.header",
        table=_table("rep"),
    ),
    "team": _Starter(
        audience="the team's leaders",
        opening=(
            "from review_kit.documents import TeamRoi, in_print, theme",
            "",
            "report = TeamRoi.open(run, team, evidence)",
            "data = report.data",
        ),
        header="report.header",
        table=_table("team"),
    ),
    "org": _Starter(
        audience="leaders",
        opening=(
            "from review_kit.documents import OrgSummary, in_print, theme",
            "",
            "report = OrgSummary.open(run, evidence)",
            "data = report.data",
        ),
        header="report.header",
        table=_table("org"),
    ),
}
"""Starters of the grains with documents of their own, whose parts there are to build with."""


def _starter(grain: Grain) -> _Starter:
    """Give the starter of any other grain: the rows that one of them may see."""
    return _Starter(
        audience=f"the {grain}",
        opening=(
            "from review_kit.documents import in_print, open_entity, theme",
            "",
            f'data = open_entity(run, "{grain}", {ENTITY_PARAMETER[grain]})',
        ),
        header="",
        table=_table(grain),
    )


def write_template(
    project: Project, name: str, grain: Grain, file_format: FileFormat = "ipynb"
) -> Path:
    """Write ``notebooks/<name>.ipynb`` or ``.qmd`` of the project, a template of this grain.

    A project that had the package's templates has its own copy of them afterwards: with a folder of its own
    it would lose them.

    Raises
    ------
    ReviewKitError
        The name is no file stem, or the project has a template of that name in either format.
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
        raise ReviewKitError(
            f"'{name}' cannot be the name of a template",
            "Use letters, digits, '_' and '-', for example: deal_review",
        )
    path = project.notebooks / f"{name}.{file_format}"
    for there in template_paths(project.notebooks):
        if there.stem.casefold() == name.casefold():
            raise ReviewKitError(
                f"{there} already exists", "Choose another name for the new template."
            )
    bring_templates(project.root)
    path = project.notebooks / path.name
    if file_format == "qmd":
        text = _as_qmd(_notebook(name, grain, note="Comments that stand alone, like this one"))
    else:
        text = json.dumps(_notebook(name, grain), indent=1, ensure_ascii=False)
    write_atomically(path, f"{text}\n")
    return path


def _as_qmd(notebook: Mapping[str, Any]) -> str:
    """Write a new notebook as text for Quarto."""
    declared = notebook["metadata"]["review_kit"]
    head = yaml.safe_dump(
        {"title": declared["title"], "jupyter": "python3", "review_kit": declared},
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
    )
    parts = [f"---\n{head}---"]
    for cell in notebook["cells"]:
        source, tags = "".join(cell["source"]), cell["metadata"].get("tags", [])
        if cell["cell_type"] == "code":
            options = [f"#| tags: [{', '.join(tags)}]"] if tags else []
            parts.append("\n".join(["```{python}", *options, source, "```"]))
        else:
            flows = " {.flow}" if "flow" in tags else ""
            parts.append(f"<!-- {source} -->" if "note" in tags else f"{source}{flows}")
    return "\n\n".join(parts)


def _notebook(
    name: str, grain: Grain, note: str = "Cells tagged `note`, like this one"
) -> dict[str, Any]:
    starter = _STARTERS.get(grain) or _starter(grain)
    title = name.replace("_", " ").replace("-", " ").capitalize()
    parameters = ['run = ""  # folder of a run; if empty, the newest run of this project']
    entity = ENTITY_PARAMETER[grain]
    if entity is not None:
        parameters.append(f'{entity} = ""  # whose document; if empty, the first')
    parameters.append('evidence = ""  # key printed in the footer; each run sets it')
    cells = [
        _markdown(
            f"{title}: say here what the document is for. {note}, are not printed. Every cell after "
            "the parameters prints its last value on the page.",
            "note",
        ),
        _code("\n".join(parameters), "parameters"),
        _code(
            "\n".join(["from IPython.display import HTML", *starter.opening, "theme()"]), "theme"
        ),
        _code(f'{starter.header}(kind="{title}")') if starter.header else _markdown(f"# {title}"),
        _markdown("## What was measured", "flow"),
        _code(starter.table),
    ]
    return {
        "cells": [{"id": f"cell-{at}", **cell} for at, cell in enumerate(cells, start=1)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "review_kit": {
                "grain": grain,
                "title": title,
                "audience": starter.audience,
                "formats": ["pdf", "html"],
                "output": name,
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _markdown(source: str, *tags: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "metadata": _tagged(tags),
        "source": source.splitlines(keepends=True),
    }


def _code(source: str, *tags: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": _tagged(tags),
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


def _tagged(tags: Sequence[str]) -> dict[str, Any]:
    return {"tags": list(tags)} if tags else {}
