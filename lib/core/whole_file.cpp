// SPDX-License-Identifier: MIT
#include "core/whole_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "core/file_replacement.hpp"
#include "demarche/core/error.hpp"

namespace demarche {

std::string read_whole_file(const std::filesystem::path& path,
                            std::uintmax_t most,
                            std::string_view kind) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) {
    throw IoError(fmt::format("{}: {}", path.string(), error.message()));
  }
  if (size > most) {
    throw IoError(fmt::format("{}: {} bytes; {} has at most {}", path.string(), size, kind, most));
  }
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream contents;
  if (size > 0) {  // A stream takes an empty buffer for a failure.
    contents << stream.rdbuf();
  }
  if (!stream || !contents) {
    throw IoError(fmt::format("{}: cannot be read", path.string()));
  }
  return std::move(contents).str();
}

void write_whole_file(const std::filesystem::path& path, std::string_view contents) {
  FileReplacement(path).commit(contents);
}

}  // namespace demarche
