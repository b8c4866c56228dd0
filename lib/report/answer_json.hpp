// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/report/solution_note.hpp"
#include "demarche/solve/certificate.hpp"

namespace demarche {

/// What the JSON of every answer begins with: the game's source, players, concept, status, whether
/// the answer is complete and degenerate, and the time that solving took.
[[nodiscard]] nlohmann::ordered_json answer_json(const std::vector<std::string>& player_names,
                                                 std::string_view concept_name,
                                                 const Certificate& certificate,
                                                 const SolutionNote& note);

/// The number; null for NaN, and "Infinity" or "-Infinity" in the place of infinite ones.
[[nodiscard]] nlohmann::ordered_json number_json(double value);

/// The JSON as text. A name read from a file may hold bytes that are not UTF-8; these are replaced.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& json);

}  // namespace demarche
