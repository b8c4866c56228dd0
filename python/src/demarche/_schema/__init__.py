# SPDX-License-Identifier: MIT
"""The file format in Python: a class per message of the ``.proto`` files."""
