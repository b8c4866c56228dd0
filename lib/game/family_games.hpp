// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demarche/game/families.hpp"

namespace demarche {

using FamilyProblems = std::vector<std::string>;

// The check and the generator of each family, as GameFamily describes them. Families that need no
// more than a valid number of strategies share check_sizes().

void check_sizes(const FamilyOptions& options, FamilyProblems& problems);
void check_two_players(const FamilyOptions& options, FamilyProblems& problems);
/// All players must have the same number of strategies.
void check_equal_sizes(const FamilyOptions& options, FamilyProblems& problems);

[[nodiscard]] NormalFormGame uniform_game(const FamilyOptions& options, std::uint64_t seed);
void check_integer(const FamilyOptions& options, FamilyProblems& problems);
[[nodiscard]] NormalFormGame integer_game(const FamilyOptions& options, std::uint64_t seed);
void check_covariant(const FamilyOptions& options, FamilyProblems& problems);
[[nodiscard]] NormalFormGame covariant_game(const FamilyOptions& options, std::uint64_t seed);
[[nodiscard]] NormalFormGame zero_sum_game(const FamilyOptions& options, std::uint64_t seed);
[[nodiscard]] NormalFormGame duplicated_game(const FamilyOptions& options, std::uint64_t seed);
[[nodiscard]] NormalFormGame coordination_game(const FamilyOptions& options, std::uint64_t seed);
[[nodiscard]] NormalFormGame dispersion_game(const FamilyOptions& options, std::uint64_t seed);
[[nodiscard]] NormalFormGame polymatrix_game(const FamilyOptions& options, std::uint64_t seed);

void check_congestion(const FamilyOptions& options, FamilyProblems& problems);
[[nodiscard]] NormalFormGame congestion_game(const FamilyOptions& options, std::uint64_t seed);
void check_sgc(const FamilyOptions& options, FamilyProblems& problems);
[[nodiscard]] NormalFormGame sgc_game(const FamilyOptions& options, std::uint64_t seed);
void check_travellers_dilemma(const FamilyOptions& options, FamilyProblems& problems);
[[nodiscard]] NormalFormGame travellers_dilemma(const FamilyOptions& options, std::uint64_t seed);
void check_blotto(const FamilyOptions& options, FamilyProblems& problems);
[[nodiscard]] NormalFormGame blotto_game(const FamilyOptions& options, std::uint64_t seed);

}  // namespace demarche
