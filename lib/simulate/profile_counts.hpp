// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace demarche {

/// Counts joint profiles: a character per player, its strategy. A flat hash table,
/// so that a new profile asks for no memory of its own.
class ProfileCounts {
 public:
  /// Sets address space aside for `most` profiles of that many players; more may come.
  ProfileCounts(std::size_t num_players, std::size_t most);

  /// @pre profile.size() is the number of players.
  void add(std::u16string_view profile, std::uint64_t count);
  /// Adds to the count of the i-th profile that was added.
  void add_to(std::size_t i, std::uint64_t count) { counts_[i] += count; }
  void merge(const ProfileCounts& other);

  [[nodiscard]] std::size_t size() const noexcept { return counts_.size(); }
  [[nodiscard]] std::u16string_view profile(std::size_t i) const noexcept {
    return {keys_.data() + i * num_players_, num_players_};
  }
  [[nodiscard]] std::uint64_t count(std::size_t i) const noexcept { return counts_[i]; }

 private:
  /// Where the profile's number, plus 1, stands in `slots_`, or 0 if it is new.
  [[nodiscard]] std::size_t slot_of(std::u16string_view profile) const noexcept;
  void grow();

  std::size_t num_players_;
  std::vector<char16_t> keys_;
  std::vector<std::uint64_t> counts_;
  std::vector<std::uint32_t> slots_;  ///< A power of two of them, at most half in use.
};

}  // namespace demarche
