# SPDX-License-Identifier: MIT
"""Links of Markdown pages, which are relative to where a page lies in the repository, lead to the same thing in the
site: a page, the reference of a header, or the file itself. One that leads nowhere is a warning, and so an error."""

import os
import pathlib
import re

from bibliography import outside_fences
from sphinx.util import logging

import stage

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)")
PLACES = stage.places(ROOT)
PAGES = {place: page for page, place in PLACES.items()}
log = logging.getLogger(__name__)


def target(path):
    """The site's place for a path of the repository, or None."""
    place = PLACES.get(str(path), PLACES.get(str(path / "README.md")))
    if place is None and path.match("include/demarche/*/*.hpp"):
        place = f"reference/cpp/{path.parts[2]}/{path.stem}.rst"
    return place


def relink(app, docname, source):
    place = os.path.relpath(app.env.doc2path(docname), app.srcdir)
    if place not in PAGES:
        return
    page = pathlib.Path(PAGES[place])

    def replace(match):
        path = pathlib.Path(os.path.normpath(page.parent / match[1]))
        found = target(path)
        if found is not None:
            return f"]({os.path.relpath(found, pathlib.Path(docname).parent)}{match[2] or ''})"
        if (ROOT / path).is_file():
            return f"]({os.path.relpath(ROOT / path, pathlib.Path(app.srcdir, docname).parent)})"
        log.warning("the link to %s leads nowhere in the site", match[1], location=docname)
        return match[0]

    source[0] = outside_fences(lambda text: LINK.sub(replace, text), source[0])
    if page.name == "README.md":
        source[0] += contents(page.parent, source[0])


def contents(folder, text):
    """A table of contents of the pages in the same folder that an index links to, in the order of its links."""
    linked = dict.fromkeys(re.findall(r"\]\((\w+)\.md[)#]", text))
    pages = [name for name in linked if name != "README" and f"{folder}/{name}.md" in PLACES]
    return "\n```{toctree}\n:hidden:\n\n" + "\n".join(pages) + "\n```\n" if pages else ""


def setup(app):
    app.connect("source-read", relink)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
