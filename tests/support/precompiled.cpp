// SPDX-License-Identifier: MIT
// Nothing but a source for the precompiled header that all test programs share.
