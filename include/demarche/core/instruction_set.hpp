// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

/// The vector instruction sets that this machine and this build have, least first: "baseline"
/// (what x86-64-v2 has, on x86-64), "avx2", "avx512".
[[nodiscard]] std::vector<std::string> instruction_sets();

/// The one that kernels use: the one asked for; else the machine's best, which may have a name of
/// its own where it is newer than those above.
[[nodiscard]] std::string instruction_set();

/// Has all kernels use an instruction set from now on, so that a run has the same bits on every
/// machine that has it; "best" is the last of instruction_sets(). For the whole process: call it
/// before any work starts.
/// @throws InvalidArgument naming those there are if this is none of them.
void use_instruction_set(std::string_view name);

}  // namespace demarche
