// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>

namespace demarche {

/// Whether a path leads into the folder that it starts from, or below: a file that somebody sent is
/// no reason to read any file elsewhere.
[[nodiscard]] inline bool lies_below(const std::filesystem::path& path) {
  return path.is_relative() && std::find(path.begin(), path.end(), "..") == path.end();
}

}  // namespace demarche
