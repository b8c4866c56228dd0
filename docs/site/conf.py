# SPDX-License-Identifier: MIT
"""Sphinx's settings; build.py calls it, with warnings as errors."""

import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import stub  # noqa: E402

stub.install()

project = "Demarche"
author = "The Demarche authors"
copyright = author
version = release = os.environ["DEMARCHE_VERSION"]

extensions = [
    "breathe",
    "myst_nb",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "bibliography",
    "cpp_names",
    "links",
    "lexers",
    "names",
]
exclude_patterns = ["included"]  # Other pages hold these.
language = "en"
smartquotes = False
highlight_language = "none"

# Markdown and notebooks. Outputs are stored for viewers; here notebooks run anew.
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_timeout = 120
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_merge_streams = True

# The Python reference.
autodoc_member_order = "groupwise"
autodoc_typehints = "signature"
autodoc_type_aliases = {"Profile": "Profile", "ScenarioArgument": "ScenarioArgument"}
autodoc_class_signature = "mixed"
autosummary_generate = False
default_role = "name"
numpydoc_show_class_members = False
numpydoc_xref_param_type = False
add_module_names = False
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

# The C++ reference.
breathe_projects = {"demarche": os.environ["DEMARCHE_DOXYGEN"]}
breathe_default_project = "demarche"
breathe_show_include = False
cpp_index_common_prefix = ["demarche::"]

bibtex_bibfiles = [os.path.relpath(HERE.parent / "references.bib")]
bibtex_default_style = "keys"
bibtex_reference_style = "label"

# What no page can define.
nitpick_ignore_regex = [
    # Libraries whose documentation is elsewhere, and the messages that protoc generates.
    (r"cpp:identifier", r"(Eigen|v1)(::.*)?"),
    # What FeatureProgram is made of and BinnedSums is filled from, which the library alone knows.
    (r"cpp:identifier", r"Instruction|Cell|BinnedDraws"),
    (r"py:class", r"(numpy|np|npt|pandas|pd|xarray|xr|matplotlib|pygambit)\..*|Axes|Profile"),
    (r"py:class", r"(collections|concurrent|fractions|os)\..*"),
    # Type variables and aliases, and what only the package itself makes.
    (r"py:class", r"demarche\._\w+\.(ArrayLike|BatchSolution|Code|ResultTables|Self)|Self"),
    # How fields of messages are declared.
    (r"py:class", r"(demarche\..*)?(Singular|SingularUnion|Repeated|RepeatedScalar|MapField)"),
    (r"py:class", r"Games|MetricFunction|PayoffsArgument|ScenarioArgument|(demarche\..*)?Elements"),
    # Docstrings that the standard library's Mapping hands down.
    (r"py:class", r"D\[k\] if k in D.*|a set-like object.*|an object providing a view.*"),
    # Breathe does not know concepts.
    (r"cpp:identifier", r"BlockAccumulator|demarche"),
]
suppress_warnings = [
    # Every page lists the works that it cites itself.
    "bibtex.duplicate_label",
]

html_theme = "furo"
html_title = "Demarche"
html_static_path = ["static"]
html_css_files = ["style.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True}
pygments_style = "friendly"
pygments_dark_style = "github-dark"
copybutton_prompt_text = r"\$ |>>> |\.\.\. "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True
copybutton_line_continuation_character = "\\"


def setup(app):
    app.add_config_value("site_digest", "", "env")
