# SPDX-License-Identifier: MIT
"""Citations in pages: [Nash1951] links to the entry of docs/references.bib.

The section "References" of a page lists the works that it names in full."""

import pathlib
import re

from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.labels import BaseLabelStyle

HERE = pathlib.Path(__file__).resolve().parent
# As in tests/citations_test.py: a link would go on with "(".
KEY = re.compile(r"\[([A-Z]\w*(?:19|20)\d\d)\](?!\()")
FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.M | re.S)


class KeyLabels(BaseLabelStyle):
    """Labels are the keys, as pages read without the site have them."""

    def format_labels(self, sorted_entries):
        for entry in sorted_entries:
            yield entry.key


class KeyStyle(PlainStyle):
    default_label_style = KeyLabels


def outside_fences(change, text):
    """Applies `change` to what is no fenced block."""
    parts, end = [], 0
    for fence in FENCE.finditer(text):
        parts += [change(text[end : fence.start()]), fence.group()]
        end = fence.end()
    return "".join([*parts, change(text[end:])])


def cite(app, docname, source):
    if not str(app.env.doc2path(docname)).endswith(".md"):
        return
    body, heading, references = source[0].partition("\n## References\n")
    keys = KEY.findall(references)
    prefix = re.sub(r"\W", "-", docname) + "-" if keys else ""
    body = outside_fences(lambda text: KEY.sub(rf"{{cite:p}}`{prefix}\1`", text), body)
    if keys:
        wanted = " or ".join(f'key == "{key.lower()}"' for key in sorted(set(keys)))
        references = f"\n```{{bibliography}}\n:keyprefix: {prefix}\n:filter: {wanted}\n```\n"
    source[0] = body + heading + references


def setup(app):
    register_plugin("pybtex.style.formatting", "keys", KeyStyle)
    app.connect("source-read", cite)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
