# SPDX-License-Identifier: MIT
"""Colours for Protocol Buffers' text format, which Pygments does not know."""

from pygments.lexer import RegexLexer
from pygments.token import Comment, Name, Number, Punctuation, String, Text


class TextProtoLexer(RegexLexer):
    name = "textproto"
    aliases = ("textproto",)
    tokens = {  # noqa: RUF012
        "root": [
            (r"#.*", Comment.Single),
            (r'"(\\.|[^"\\])*"', String),
            (r"[a-z_]\w*(?=\s*[:{])", Name.Attribute),
            (r"-?\d[\d.]*([eE][-+]?\d+)?", Number),
            (r"\w+", Name.Constant),
            (r"[{}:;,\[\]<>]", Punctuation),
            (r"\s+|.", Text),
        ]
    }


def setup(app):
    app.add_lexer("textproto", TextProtoLexer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
