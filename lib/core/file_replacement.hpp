// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

/// A file that is to be written, and that appears whole or not at all. The contents go to a new
/// file beside the target, which takes the target's place at the end. A target that is a link keeps
/// being one; an existing target's permissions are kept. A target that is no regular file, a pipe
/// or a device, is written directly.
class FileReplacement {
 public:
  /// Makes the file beside the target, so that a target that cannot be written is known before the
  /// work whose result it is to hold.
  /// @throws IoError if the target cannot be written.
  explicit FileReplacement(const std::filesystem::path& target);
  FileReplacement(const FileReplacement&) = delete;
  FileReplacement& operator=(const FileReplacement&) = delete;
  /// Removes what was not committed; the target is then as it was.
  ~FileReplacement();

  /// Files beside the target that programs left there which were killed while they wrote it.
  [[nodiscard]] std::vector<std::filesystem::path> abandoned_parts() const;

  /// Writes the contents, has the system store them, and puts them in the target's place. To be
  /// called once. @throws IoError if that fails; the target is then as it was.
  void commit(std::string_view contents);

 private:
  [[noreturn]] void fail(int error) const;

  std::filesystem::path name_;    // As the caller wrote it.
  std::filesystem::path target_;  // Without links.
  std::string beside_;            // Empty: the target is written directly.
  int descriptor_ = -1;
};

}  // namespace demarche
