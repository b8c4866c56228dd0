// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/draw.hpp"
#include "demarche/simulate/payoff_matrix.hpp"

namespace demarche {

/// The full names of an actor's levers, "north.stance".
[[nodiscard]] std::vector<std::string> lever_names(const Model& model, int actor);

/// The ids of an actor's levels, one for each of its levers.
[[nodiscard]] std::vector<std::string> level_ids(const v1::Actor& actor,
                                                 const std::vector<int>& levels);

/// The ids of the levels of one of the matrix's strategies, of which there is one for each row
/// (`side` 0) or column (1).
[[nodiscard]] std::vector<std::string> levels_of(const Model& model,
                                                 const PayoffMatrix& matrix,
                                                 std::size_t side,
                                                 std::size_t place);

/// The same as one text, as strategies are named everywhere: "partial, none".
[[nodiscard]] std::string strategy_name(const Model& model,
                                        const PayoffMatrix& matrix,
                                        std::size_t side,
                                        std::size_t place);

/// The ids of the levels that another actor plays: "patient, none".
[[nodiscard]] std::string other_strategy(const Model& model,
                                         const OtherPlay& play,
                                         const std::vector<int>& strategy);

/// What each of the other actors does, a line for each: "china: patient, none" or "china: mixes 3
/// strategies, patient, none 62.0 % and ...".
[[nodiscard]] std::vector<std::string> other_plays(const Model& model, const PayoffMatrix& matrix);

/// Sentences on what the payoffs are of: whether others mix, how many equilibria there are, which
/// parameters have values that they never take, and what else a reader has to know.
[[nodiscard]] std::vector<std::string> matrix_notes(const Model& model,
                                                    const Draw& draw,
                                                    const PayoffMatrix& matrix);

}  // namespace demarche
