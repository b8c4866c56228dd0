// SPDX-License-Identifier: MIT
#include "core/whole_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>
#include <vector>

#include "core/file_replacement.hpp"
#include "demarche/core/error.hpp"

namespace demarche {

std::string read_whole_file(const std::filesystem::path& path,
                            std::uintmax_t most,
                            std::string_view kind) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (error || status.type() == std::filesystem::file_type::not_found) {
    throw IoError(fmt::format(
        "{}: {}",
        path.string(),
        (error ? error : std::make_error_code(std::errc::no_such_file_or_directory)).message()));
  }
  if (status.type() == std::filesystem::file_type::directory) {
    throw IoError(fmt::format("{}: this is a folder", path.string()));
  }
  // Only a regular file has a size before it is read; a pipe or terminal has not.
  if (status.type() == std::filesystem::file_type::regular) {
    const auto size = std::filesystem::file_size(path, error);
    if (!error && size > most) {
      throw IoError(
          fmt::format("{}: {} bytes; {} has at most {}", path.string(), size, kind, most));
    }
  }
  std::ifstream stream(path, std::ios::binary);
  std::string contents;
  std::vector<char> part(std::size_t{1} << 16);
  while (stream) {
    stream.read(part.data(), static_cast<std::streamsize>(part.size()));
    contents.append(part.data(), static_cast<std::size_t>(stream.gcount()));
    if (contents.size() > most) {
      throw IoError(
          fmt::format("{}: more than {} bytes, which {} has at most", path.string(), most, kind));
    }
  }
  if (!stream.eof()) {
    throw IoError(fmt::format("{}: cannot be read", path.string()));
  }
  return contents;
}

void write_whole_file(const std::filesystem::path& path, std::string_view contents) {
  FileReplacement(path).commit(contents);
}

}  // namespace demarche
