# SPDX-License-Identifier: MIT
"""Links of Markdown pages lead to the same thing in the site as in the repository.

They are relative to where a page lies there: to a page, to a header (its reference) or to any
other file. One that leads nowhere is a warning, and so an error. What text calls by its path and
has a page becomes a link as well."""

import os
import pathlib
import re

import stage
from bibliography import outside_fences
from sphinx.util import logging

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[([^\[\]]*)\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)")
# A path of the repository in text: of a header as it is included, of anything else from the root.
NAMED = re.compile(
    r"(?<![\[`])`((?:docs|scenarios|bench|include/demarche|demarche)/[\w./]+)`(?![\]`])"
)
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
        text, link, anchor = match[1], match[2], match[3] or ""
        path = pathlib.Path(os.path.normpath(page.parent / link))
        found = target(path)
        if found is not None:
            # A file's name is no text for readers: without one, the page's title stands there.
            text = "" if text in (path.name, path.stem) and re.search(r"[_.]", text) else text
            return f"[{text}]({os.path.relpath(found, pathlib.Path(docname).parent)}{anchor})"
        if (ROOT / path).is_file():
            return f"[{text}]({os.path.relpath(ROOT / path, (app.srcdir / docname).parent)})"
        log.warning("the link to %s leads nowhere in the site", link, location=docname)
        return match[0]

    def name(match):
        path = pathlib.Path(match[1])
        is_included = path.parts[0] == "demarche" and path.suffix == ".hpp"
        found = target("include" / path if is_included else path)
        if found is None or found == place:
            return match[0]
        text = match[0] if found.endswith(".rst") else ""
        return f"[{text}]({os.path.relpath(found, pathlib.Path(docname).parent)})"

    source[0] = outside_fences(lambda text: NAMED.sub(name, LINK.sub(replace, text)), source[0])
    if page.name == "README.md":
        source[0] += contents(page.parent, source[0])


def contents(folder, text):
    """The contents of a folder with an index: its pages in the order of the index's links."""
    linked = dict.fromkeys(re.findall(r"\]\((\w+)\.md[)#]", text))
    pages = [name for name in linked if name != "README" and f"{folder}/{name}.md" in PLACES]
    return "\n```{toctree}\n:hidden:\n\n" + "\n".join(pages) + "\n```\n" if pages else ""


def setup(app):
    app.connect("source-read", relink)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
