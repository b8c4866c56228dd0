// SPDX-License-Identifier: MIT
#pragma once

#include <google/protobuf/stubs/logging.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

// What libFuzzer calls with one input after the other; each target defines it.
// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace demarche::fuzz {

/// Ends the process, which makes libFuzzer keep the input, unless a property of it holds.
inline void require(bool holds, std::string_view property, std::string_view seen = {}) {
  if (!holds) {
    std::fprintf(stderr,
                 "fuzz: this does not hold: %.*s\n%.*s\n",
                 static_cast<int>(property.size()),
                 property.data(),
                 static_cast<int>(seen.size()),
                 seen.data());
    std::abort();
  }
}

/// The input as text.
inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Makes every line that Protocol Buffers would print the end of the process: its own words must
/// not reach a user.
inline void require_silent_protobuf() {
  google::protobuf::SetLogHandler(
      [](google::protobuf::LogLevel, const char*, int, const std::string& message) {
        require(false, "Protocol Buffers prints nothing", message);
      });
}

/// A file of this process's own, for readers that take a path.
class InputFile {
 public:
  /// `name` gives the file its ending.
  explicit InputFile(const std::string& name)
      : folder_(std::filesystem::temp_directory_path() /
                ("demarche_fuzz_" + std::to_string(::getpid()))),
        path_(folder_ / name) {
    std::filesystem::create_directories(folder_);
  }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile() { std::filesystem::remove_all(folder_); }

  /// Gives the file new contents.
  const std::filesystem::path& write(std::string_view contents) const {
    std::ofstream(path_, std::ios::binary).write(contents.data(), std::ssize(contents));
    return path_;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path folder_;
  std::filesystem::path path_;
};

}  // namespace demarche::fuzz
