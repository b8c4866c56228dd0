// SPDX-License-Identifier: MIT
#include "simulate/profile_counts.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace demarche {
namespace {

/// The slots begin with room for so many profiles at most (256 KiB), however many are announced.
constexpr std::size_t kFirstProfiles = std::size_t{1} << 15;

/// Multiplies and shifts once per strategy. The last product spreads the last strategy over the
/// upper bits, which select the slot.
std::uint64_t hash(std::u16string_view profile) noexcept {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15;
  std::uint64_t state = 0;
  for (const char16_t strategy : profile) {
    state = (state ^ strategy) * kOdd;
    state ^= state >> 32;
  }
  return state * kOdd;
}

}  // namespace

ProfileCounts::ProfileCounts(std::size_t num_players, std::size_t most)
    : num_players_(num_players),
      slots_(2 * std::bit_ceil(std::clamp<std::size_t>(most, 1, kFirstProfiles))) {
  keys_.reserve(most * num_players);
  counts_.reserve(most);
}

std::size_t ProfileCounts::slot_of(std::u16string_view profile) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = (hash(profile) >> 32) & mask;
  while (slots_[slot] != 0 && this->profile(slots_[slot] - 1) != profile) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

void ProfileCounts::add(std::u16string_view profile, std::uint64_t count) {
  assert(profile.size() == num_players_);
  const std::size_t slot = slot_of(profile);
  if (slots_[slot] != 0) {
    counts_[slots_[slot] - 1] += count;
    return;
  }
  keys_.insert(keys_.end(), profile.begin(), profile.end());
  counts_.push_back(count);
  slots_[slot] = static_cast<std::uint32_t>(counts_.size());
  if (2 * counts_.size() > slots_.size()) {
    grow();
  }
}

void ProfileCounts::grow() {
  slots_.assign(2 * slots_.size(), 0);
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    slots_[slot_of(profile(i))] = static_cast<std::uint32_t>(i + 1);
  }
}

void ProfileCounts::merge(const ProfileCounts& other) {
  assert(other.num_players_ == num_players_);
  for (std::size_t i = 0; i < other.size(); ++i) {
    add(other.profile(i), other.count(i));
  }
}

}  // namespace demarche
