// SPDX-License-Identifier: MIT
#include "core/machine_memory.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>

namespace demarche {

std::uint64_t stated_limit(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::uint64_t limit = 0;
  // A group without limit says "max".
  return stream >> limit ? limit : std::numeric_limits<std::uint64_t>::max();
}

std::uint64_t machine_memory() {
  const auto pages = static_cast<std::uint64_t>(std::max(sysconf(_SC_PHYS_PAGES), 1L));
  const auto page = static_cast<std::uint64_t>(std::max(sysconf(_SC_PAGESIZE), 1L));
  // Version 2 of control groups states the limit of a container in the first file, version 1 in the
  // other.
  return std::min({pages * page,
                   stated_limit("/sys/fs/cgroup/memory.max"),
                   stated_limit("/sys/fs/cgroup/memory/memory.limit_in_bytes")});
}

}  // namespace demarche
