// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace demarche {

/// Reads the bytes of a file or a pipe. `kind` says in the message on its size what the file is: "a
/// game file".
/// @throws IoError if it cannot be read or has more than `most` bytes.
[[nodiscard]] std::string read_whole_file(const std::filesystem::path& path,
                                          std::uintmax_t most,
                                          std::string_view kind);

/// Writes a file that appears whole or not at all, as FileReplacement does.
/// @throws IoError if it cannot be written.
void write_whole_file(const std::filesystem::path& path, std::string_view contents);

}  // namespace demarche
