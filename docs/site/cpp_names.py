# SPDX-License-Identifier: MIT
"""Leaves the namespace out of declarations and tables of contents: all is in `demarche`."""

from sphinx import addnodes

NAMESPACE = "demarche::"


def shorten(app, doctree):
    for signature in doctree.findall(addnodes.desc_signature):
        if "_toc_name" in signature:
            signature["_toc_name"] = signature["_toc_name"].removeprefix(NAMESPACE)
        for part in list(signature.findall(addnodes.desc_addname)):
            if part.astext() == NAMESPACE:
                part.parent.remove(part)


def setup(app):
    # Before the collector of tables of contents.
    app.connect("doctree-read", shorten, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
