"""``review-kit site``."""

from __future__ import annotations

from review_kit.cli.console import print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder, RunName

NAME = "site"


def command(run: RunName = None, project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Make a website of a run that you can browse: all documents by team and rep, with search.

    The site needs no server. Documents about teams, managers and the organization have a page of
    their own.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.records.find import select_run
    from review_kit.records.site import write_site

    page = write_site(select_run(open_project(project), run))
    leaders = page.with_name("leaders.html")
    if as_json:
        print_json({"reps": str(page), "leaders": str(leaders)})
    else:
        say(f"Reps:    {page}")
        say(f"Leaders: {leaders}")
