# SPDX-License-Identifier: MIT
"""The C++ reference: a page per header and an index per folder, from Doxygen's XML."""

import collections
import dataclasses
import re
import xml.etree.ElementTree as ElementTree

FOLDERS = {
    "core": "Errors, number types, arrays",
    "scenario": "Scenarios: loading, checking, expressions, compiling",
    "sample": "Designs, distributions, correlations",
    "game": "Games, profiles and game files",
    "solve": "Solution concepts",
    "simulate": "Runs, draws, results",
    "report": "Text and JSON",
}
DIRECTIVES = {"class": "doxygenclass", "struct": "doxygenstruct", "enum": "doxygenenum", "typedef": "doxygentypedef"}
DIRECTIVES |= {"variable": "doxygenvariable", "function": "doxygenfunction"}


@dataclasses.dataclass
class Name:
    """A public name of a header."""

    line: int
    kind: str
    name: str
    brief: str


def text_of(element):
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip() if element is not None else ""


def brief_of(element):
    """The brief description in reStructuredText; the directive itself keeps its links."""
    parts = []
    brief = element.find("briefdescription")
    for node in brief.iter() if brief is not None else ():
        if node.tag == "verbatim":
            parts.append((node.text or "").removeprefix("embed:rst:inline "))
        elif node.tag == "computeroutput":
            parts.append(f"``{text_of(node)}``")
        elif node.text:
            parts.append(node.text.replace("*", r"\*").replace("`", r"\`"))
        parts.append(node.tail or "")
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def signature(member):
    """What tells overloads apart: a function's name with the types of its parameters."""
    types = ", ".join(text_of(parameter.find("type")) for parameter in member.findall("param"))
    return f"{member.findtext('qualifiedname')}({types})"


def headers(xml):
    """Every header's public names, in the order of the file."""
    found = collections.defaultdict(list)
    namespace = ElementTree.parse(xml / "namespacedemarche.xml").getroot().find("compounddef")
    for member in namespace.iter("memberdef"):
        kind = member.get("kind")
        name = signature(member) if kind == "function" else member.findtext("qualifiedname")
        where = member.find("location")
        found[where.get("file")].append(Name(int(where.get("line")), kind, name, brief_of(member)))
    for inner in namespace.findall("innerclass"):
        compound = ElementTree.parse(xml / f"{inner.get('refid')}.xml").getroot().find("compounddef")
        where = compound.find("location")
        nested = inner.text.count("::") > 1
        if not nested:
            found[where.get("file")].append(
                Name(int(where.get("line")), compound.get("kind"), inner.text, brief_of(compound))
            )
    return {file: sorted(names, key=lambda name: name.line) for file, names in sorted(found.items())}


def directive(name):
    members = "\n   :members:" if name.kind in ("class", "struct") else ""
    return f".. {DIRECTIVES[name.kind]}:: {name.name}{members}\n"


def titled(title, mark="="):
    return f"{title}\n{mark * len(title)}\n"


def header_page(file, names, theory):
    stem = file.rsplit("/", 1)[1].removesuffix(".hpp")
    label = file.rsplit("/", 1)[1].replace("_", "__").replace(".hpp", "_8hpp")
    parts = [f".. _{label}:\n", titled(file), f".. code-block:: cpp\n\n   #include <{file}>\n"]
    if (theory / f"{stem}.md").exists():
        parts.append(f"Problem, method, guarantee and limits: :doc:`/theory/{stem}`.\n")
    return "\n".join(parts + [directive(name) for name in names])


def row(page, names):
    own = [name for name in names if name.kind in ("class", "function")] or names
    main = own[-1] if all(name.kind == "class" for name in own) else own[0]
    return f"   * - :doc:`{page}`\n     - {main.brief}\n"


def folder_page(folder, files):
    pages = {file: f"{folder}/{file.rsplit('/', 1)[1].removesuffix('.hpp')}" for file in files}
    table = [".. list-table::\n   :widths: 35 65\n"] + [
        row(f"{pages[file]} <{pages[file]}>".split(" ")[0], names) for file, names in files.items()
    ]
    tree = [".. toctree::\n   :hidden:\n"] + [f"   {page.rsplit('/', 1)[1]} <{page}>" for page in pages.values()]
    return "\n".join([titled(f"{folder}/"), f"{FOLDERS[folder]}.\n", *table, *tree]) + "\n"


def pages(xml, theory):
    """All pages: place in the site -> text."""
    by_folder = collections.defaultdict(dict)
    result = {}
    for file, names in headers(xml).items():
        folder = file.split("/")[1]
        by_folder[folder][file] = names
        place = file.removeprefix("demarche/").removesuffix(".hpp")
        result[f"reference/cpp/{place}.rst"] = header_page(file, names, theory)
    for folder, files in by_folder.items():
        result[f"reference/cpp/{folder}.rst"] = folder_page(folder, files)
    tree = "\n".join(f"   {folder}" for folder in FOLDERS if folder in by_folder)
    lines = "\n".join(f"- :doc:`{folder}/ <{folder}>`: {FOLDERS[folder]}." for folder in FOLDERS if folder in by_folder)
    result["reference/cpp/index.rst"] = (
        f"{titled('C++ reference')}\n"
        "A page per header of ``include/demarche/``. All names are in the namespace ``demarche``; "
        "solvers have one shape, ``Solver(Options).solve(game) -> Result``, keep no state between calls and may "
        "serve many threads. How to build against the library: :doc:`/link`.\n\n"
        f"{lines}\n\n.. toctree::\n   :hidden:\n\n{tree}\n"
    )
    return result
