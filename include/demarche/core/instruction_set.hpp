// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

/// The vector instruction sets that this machine and this build have, least first: "baseline"
/// (what x86-64-v2 has, on x86-64), "avx2", "avx512".
[[nodiscard]] std::vector<std::string> instruction_sets();

/// The instruction set that kernels use: the one asked for, or the machine's best. The best may be
/// newer than the three above and then has its own name.
[[nodiscard]] std::string instruction_set();

/// Has all kernels use an instruction set from now on, so that a run has the same bits on every
/// machine that has it; "best" is the last of instruction_sets(). The choice holds for the whole
/// process, so call this before any work starts.
/// @throws InvalidArgument with the known names if `name` is not one of them.
void use_instruction_set(std::string_view name);

}  // namespace demarche
