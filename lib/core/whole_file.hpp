// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

namespace demarche {

/// Writes a file that appears whole or not at all: under a name beside it first, then moved.
/// @throws IoError if it cannot be written.
void write_whole_file(const std::filesystem::path& path, std::string_view contents);

}  // namespace demarche
