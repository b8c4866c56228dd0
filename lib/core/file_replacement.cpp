// SPDX-License-Identifier: MIT
#include "core/file_replacement.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <random>
#include <system_error>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".part";

/// What a part of a target's name begins with; the number of the process and eight random digits
/// follow. The dot hides parts from listings.
std::string part_prefix(const fs::path& target) {
  constexpr std::size_t kMostBytes = 200;  // A name has at most 255, and a part's has more parts.
  return "." + target.filename().string().substr(0, kMostBytes) + ".";
}

/// Whether a process of this number runs. One of another user does, though it cannot be signalled.
bool is_running(pid_t process) {
  return kill(process, 0) == 0 || errno == EPERM;
}

/// Creates a file that did not exist and follows no link; returns its descriptor, or -1 and errno.
int create_beside(const fs::path& folder, const std::string& prefix, std::string& name) {
  constexpr int kMostTries = 100;
  constexpr mode_t kEverybody = 0666;  // Less the process's mask.
  std::random_device random;
  for (int i = 0; i < kMostTries; ++i) {
    name = fmt::format("{}/{}{}-{:08x}{}", folder.string(), prefix, getpid(), random(), kEnding);
    const int descriptor =
        open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kEverybody);
    if (descriptor >= 0 || errno != EEXIST) {
      return descriptor;
    }
  }
  return -1;
}

/// Has the system store the folder's entries. Some file systems cannot, which harms nobody.
void sync_folder(const fs::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    fsync(descriptor);
    close(descriptor);
  }
}

fs::path folder_of(const fs::path& target) {
  return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

}  // namespace

FileReplacement::FileReplacement(const fs::path& target) : name_(target), target_(target) {
  // weakly_canonical() would keep a link whose target is missing. The system follows 40 links.
  constexpr int kMostLinks = 40;
  std::error_code error;
  for (int k = 0; fs::is_symlink(fs::symlink_status(target_, error)); ++k) {
    if (k == kMostLinks) {
      fail(ELOOP);
    }
    target_ = folder_of(target_) / fs::read_symlink(target_, error);
  }
  if (!fs::is_directory(folder_of(target_), error)) {
    throw IoError(fmt::format("{}: cannot be written: there is no folder {}",
                              name_.string(),
                              folder_of(target_).string()));
  }
  struct stat found {};
  const bool exists = stat(target_.c_str(), &found) == 0;
  if (exists && S_ISDIR(found.st_mode)) {
    fail(EISDIR);
  }
  if (exists && !S_ISREG(found.st_mode)) {
    descriptor_ = open(target_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) {
      fail(errno);
    }
    return;
  }
  if (exists && access(target_.c_str(), W_OK) != 0) {
    fail(errno);
  }
  std::string beside;
  descriptor_ = create_beside(folder_of(target_), part_prefix(target_), beside);
  if (descriptor_ < 0) {
    fail(errno);
  }
  beside_ = beside;
  if (exists) {
    constexpr mode_t kPermissions = 07777;
    fchmod(descriptor_, found.st_mode & kPermissions);
  }
}

FileReplacement::~FileReplacement() {
  if (descriptor_ >= 0) {
    close(descriptor_);
  }
  if (!beside_.empty()) {
    unlink(beside_.c_str());
  }
}

void FileReplacement::commit(std::string_view contents) {
  while (!contents.empty()) {
    const ssize_t written = write(descriptor_, contents.data(), contents.size());
    if (written < 0 && errno != EINTR) {
      fail(errno);
    }
    contents.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
  }
  // A pipe has nothing to store and says so with EINVAL.
  if (fsync(descriptor_) != 0 && !beside_.empty() && errno != EINVAL) {
    fail(errno);
  }
  const int closed = close(descriptor_);
  descriptor_ = -1;
  if (closed != 0) {
    fail(errno);
  }
  if (beside_.empty()) {
    return;
  }
  if (std::rename(beside_.c_str(), target_.c_str()) != 0) {
    fail(errno);
  }
  beside_.clear();
  sync_folder(folder_of(target_));
}

void FileReplacement::fail(int error) const {
  throw IoError(fmt::format(
      "{}: cannot be written: {}", name_.string(), std::generic_category().message(error)));
}

std::vector<fs::path> FileReplacement::abandoned_parts() const {
  std::vector<fs::path> parts;
  const std::string prefix = part_prefix(target_);
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_of(target_), error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix) || !name.ends_with(kEnding)) {
      continue;
    }
    pid_t process = 0;
    const char* const begin = name.data() + prefix.size();
    const auto [end, problem] = std::from_chars(begin, name.data() + name.size(), process);
    if (problem == std::errc() && *end == '-' && !is_running(process)) {
      parts.push_back(entry.path());
    }
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

}  // namespace demarche
