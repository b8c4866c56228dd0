// SPDX-License-Identifier: MIT
#include "core/whole_file.hpp"

#include <fmt/format.h>

#include <fstream>

#include "demarche/core/error.hpp"

namespace demarche {

void write_whole_file(const std::filesystem::path& path, std::string_view contents) {
  std::filesystem::path beside = path;
  beside += ".part";
  std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
  stream << contents;
  stream.close();
  std::error_code error;
  if (stream) {
    std::filesystem::rename(beside, path, error);
  }
  if (!stream || error) {
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    throw IoError(fmt::format("{}: cannot be written{}{}",
                              path.string(),
                              error ? ": " : "",
                              error ? error.message() : ""));
  }
}

}  // namespace demarche
