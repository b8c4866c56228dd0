// SPDX-License-Identifier: MIT
#include "demarche/core/closest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "core/small_letters.hpp"

namespace demarche {
namespace {

bool are_alike(char a, char b) {
  return small_letter(a) == small_letter(b);
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal
/// string alignment), where small letters and capitals are alike.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = last[j - 1] + (are_alike(a[i - 1], b[j - 1]) ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && are_alike(a[i - 1], b[j - 2]) && are_alike(a[i - 2], b[j - 1])) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string_view closest_name(std::string_view name, std::span<const std::string> candidates) {
  constexpr std::size_t kMaxLength = 256;  // The cost of a distance is the product of the lengths.
  std::string_view closest;
  std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
  if (name.size() > kMaxLength) {
    return closest;
  }
  for (const std::string& candidate : candidates) {
    const std::size_t shorter = std::min(candidate.size(), name.size());
    const std::size_t longer = std::max(candidate.size(), name.size());
    if (longer - shorter >= least) {
      continue;
    }
    const std::size_t distance = edit_distance(name, candidate);
    // A name with nothing in common is not close, however short.
    if (distance < least && distance < longer) {
      least = distance;
      closest = candidate;
    }
  }
  return closest;
}

std::string name_hint(std::string_view name,
                      std::span<const std::string> known,
                      std::string_view list) {
  const std::string_view closest = closest_name(name, known);
  return closest.empty() ? fmt::format("{} {}", list, fmt::join(known, ", "))
                         : fmt::format("did you mean '{}'?", closest);
}

std::string close_hint(std::string_view name, std::span<const std::string> known) {
  const std::string_view closest = closest_name(name, known);
  return closest.empty() ? "" : fmt::format("; did you mean '{}'?", closest);
}

}  // namespace demarche
