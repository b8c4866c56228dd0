// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "demarche/report/solution_note.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// The answer for one game as text (UTF-8) for readers: the same facts as solution_json(), with
/// strategies by name and without those of probability 0. Equilibria and components count from 1.
/// Of equilibria that the note says lead to the same play, only the first is shown.
[[nodiscard]] std::string solution_text(const NormalFormGame& game,
                                        std::string_view concept_name,
                                        const Solution& solution,
                                        const SolutionNote& note = {});

}  // namespace demarche
