// SPDX-License-Identifier: MIT
// An empty source, from which CMake makes the precompiled header that all test programs share.
