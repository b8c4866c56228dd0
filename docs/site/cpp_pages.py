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
    "analyze": "What a result hinges on, what is worth knowing, and rules of choice",
    "report": "Text and JSON",
}


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


def compound_of(xml, name):
    return ElementTree.parse(xml / f"{name}.xml").getroot().find("compounddef")


def headers(xml):
    """Every header's public names, in the order of the file."""
    found = collections.defaultdict(list)
    namespace = compound_of(xml, "namespacedemarche")
    for member in namespace.iter("memberdef"):
        kind = member.get("kind")
        name = signature(member) if kind == "function" else member.findtext("qualifiedname")
        where = member.find("location")
        found[where.get("file")].append(Name(int(where.get("line")), kind, name, brief_of(member)))
    for inner in namespace.findall("innerclass"):
        if inner.text.count("::") > 1:
            continue  # It stands in the class that it belongs to.
        compound = compound_of(xml, inner.get("refid"))
        where = compound.find("location")
        found[where.get("file")].append(
            Name(int(where.get("line")), compound.get("kind"), inner.text, brief_of(compound))
        )
    return {file: sorted(found[file], key=lambda name: name.line) for file in sorted(found)}


def directive(name):
    members = "\n   :members:" if name.kind in ("class", "struct") else ""
    return f".. doxygen{name.kind}:: {name.name}{members}\n"


def titled(title, mark="="):
    return f"{title}\n{mark * len(title)}\n"


def header_page(file, names, theory):
    stem = file.rsplit("/", 1)[1].removesuffix(".hpp")
    label = file.rsplit("/", 1)[1].replace("_", "__").replace(".hpp", "_8hpp")
    include = f".. code-block:: cpp\n\n   #include <{file}>\n"
    parts = [f".. _{label}:\n", titled(f"{stem}.hpp"), include]
    if (theory / f"{stem}.md").exists():
        parts.append(f"Problem, method, guarantee and limits: :doc:`/theory/{stem}`.\n")
    return "\n".join(parts + [directive(name) for name in names])


def row(page, names):
    """A line about a header: about the type that has its name, else the first function."""
    camel = page.rsplit("/", 1)[1].replace("_", " ").title().replace(" ", "")
    main = [name for name in names if name.name == f"demarche::{camel}"]
    main += [name for name in names if name.kind == "function"] + names
    return f"   * - :doc:`{page}`\n     - {main[0].brief}\n"


def folder_page(folder, files):
    stems = {file: file.rsplit("/", 1)[1].removesuffix(".hpp") for file in files}
    table = [row(f"{folder}/{stems[file]}", names) for file, names in files.items()]
    tree = [f"   {stem} <{folder}/{stem}>" for stem in stems.values()]
    parts = [titled(f"{folder}/"), f"{FOLDERS[folder]}.\n"]
    parts += [".. list-table::\n   :widths: 35 65\n", *table]
    parts += [".. toctree::\n   :hidden:\n", *tree]
    return "\n".join(parts) + "\n"


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
    # A folder without a title here is an error, as it should be.
    folders = sorted(by_folder, key=list(FOLDERS).index)
    lines = "\n".join(f"- :doc:`{folder}/ <{folder}>`: {FOLDERS[folder]}." for folder in folders)
    tree = "\n".join(f"   {folder}" for folder in folders)
    result["reference/cpp/index.rst"] = (
        f"{titled('C++ reference')}\n"
        "A page per header of ``include/demarche/``. All names are in the namespace ``demarche``; "
        "solvers have one shape, ``Solver(Options).solve(game) -> Result``, keep no state between "
        "calls and may serve many threads. How to build against the library: :doc:`/link`.\n\n"
        f"{lines}\n\n.. toctree::\n   :hidden:\n\n{tree}\n"
    )
    return result
