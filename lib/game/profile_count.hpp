// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "demarche/game/factored_game.hpp"

namespace demarche {

/// The product of counts with four significant digits, as "{:.4g}" gives it, also where no double
/// is as large: "6", "1.344e+07", "1.798e+308". Where a factor itself is beyond the doubles, given
/// as infinity, "more than 1e+308". @pre each factor is above 0
[[nodiscard]] std::string product_text(std::span<const double> factors);

/// The number of joint profiles, as product_text() writes it.
[[nodiscard]] std::string profile_count(const FactoredShape& shape);

}  // namespace demarche
