// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>

namespace demarche {

/// Bytes of memory that this machine has, or that its control group (a container's limit) allows if
/// that is less.
[[nodiscard]] std::uint64_t machine_memory();

/// The number in a file that states the limit of a control group; the largest number if there is no
/// such file or it states none.
[[nodiscard]] std::uint64_t stated_limit(const std::filesystem::path& file);

}  // namespace demarche
