#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads the ELF headers of a program, or after --module of a module, and checks that it was hardened: code at random
addresses, full RELRO, no executable stack and, in a program, checked stacks and calls of the C library."""

import re
import subprocess
import sys


def read(*arguments: str) -> str:
    return subprocess.run(["readelf", "-W", *arguments], check=True, capture_output=True, text=True).stdout


def missing(file: str, is_module: bool):
    header, segments, dynamic = read("-h", file), read("-l", file), read("-d", file)
    if not re.search(r"Type:\s+DYN", header):
        yield "is not position-independent"
    if "GNU_RELRO" not in segments or not re.search(r"\(FLAGS(_1)?\).*\b(BIND_)?NOW\b", dynamic):
        yield "has no full RELRO"
    if not re.search(r"GNU_STACK.* RW ", segments):
        yield "may run code on its stack"
    symbols = "" if is_module else read("--dyn-syms", file)
    if not is_module and "__stack_chk_fail" not in symbols:
        yield "does not check its stack"
    if not is_module and not re.search(r" __(mem|st|s|v|f)\w*_chk\b", symbols):
        yield "does not check calls of the C library"


def main() -> int:
    is_module = sys.argv[1] == "--module"
    file = sys.argv[-1]
    problems = list(missing(file, is_module))
    print("\n".join(f"{file} {problem}" for problem in problems) or f"{file} is hardened")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
