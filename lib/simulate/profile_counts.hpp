// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace demarche {

/// Counts joint profiles. A profile is a character per player, which is the number of its
/// strategy. A flat hash table, so that a new profile needs no allocation of its own.
class ProfileCounts {
 public:
  /// Reserves memory for `most` profiles of `num_players` players. More profiles may be added.
  ProfileCounts(std::size_t num_players, std::size_t most);

  /// Counts `count` more draws with this profile.
  /// @pre profile.size() is the number of players.
  void add(std::u16string_view profile, std::uint64_t count);
  /// Adds the counts of another table.
  /// @pre It is of the same number of players.
  void merge(const ProfileCounts& other);

  /// Different profiles so far, numbered in the order in which they were added.
  [[nodiscard]] std::size_t size() const noexcept { return counts_.size(); }
  [[nodiscard]] std::u16string_view profile(std::size_t i) const noexcept {
    return {keys_.data() + i * num_players_, num_players_};
  }
  [[nodiscard]] std::uint64_t count(std::size_t i) const noexcept { return counts_[i]; }

 private:
  /// The slot that holds the profile, or the empty slot where it belongs.
  [[nodiscard]] std::size_t slot_of(std::u16string_view profile) const noexcept;
  void grow();

  std::size_t num_players_;
  std::vector<char16_t> keys_;  // [profile][player]
  std::vector<std::uint64_t> counts_;
  // A profile's number plus 1, or 0 in an empty slot. The size is a power of two, and at most half
  // of the slots are in use.
  std::vector<std::uint32_t> slots_;
};

}  // namespace demarche
