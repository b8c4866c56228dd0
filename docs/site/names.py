# SPDX-License-Identifier: MIT
"""What single backticks mean in docstrings: a link where they hold a public name, else code."""

import re

from docutils import nodes
from sphinx.roles import XRefRole

import demarche
import demarche.plot

PUBLIC = {name: f"demarche.{name}" for name in demarche.__all__}
PUBLIC |= {f"demarche.{name}": f"demarche.{name}" for name in demarche.__all__}
PUBLIC |= {f"demarche.plot.{name}": f"demarche.plot.{name}" for name in demarche.plot.__all__}


def qualified(text):
    """The full name of what `text` names, or None."""
    if text in PUBLIC:
        return PUBLIC[text]
    head, dot, member = text.partition(".")
    return f"{PUBLIC[head]}.{member}" if dot and head in PUBLIC else None


class NameRole(XRefRole):
    def __init__(self):
        super().__init__(innernodeclass=nodes.literal)

    def __call__(self, name, rawtext, text, *rest, **named):
        if qualified(text) is None:
            return [nodes.literal(rawtext, text)], []
        return super().__call__("py:obj", rawtext, text, *rest, **named)

    def process_link(self, env, refnode, has_explicit_title, title, target):
        return title, qualified(target)


def plain(app, what, name, value, options, signature, returns):
    """Aliases of autodoc_type_aliases by their names alone."""
    if not signature:
        return None
    return re.sub(r"TypeAliasForwardRef\('(\w+)'\)", r"\1", signature), returns


def setup(app):
    app.connect("autodoc-process-signature", plain)
    app.add_role("name", NameRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
