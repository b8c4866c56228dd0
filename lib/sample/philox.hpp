// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "demarche/sample/design.hpp"

namespace demarche {

/// The uniform number of one (seed, purpose, draw, dimension), computed by Random123. It has the
/// bits of what make_monte_carlo()'s fill_block() gives.
[[nodiscard]] double philox_uniform(std::uint64_t seed,
                                    Purpose purpose,
                                    std::uint64_t draw,
                                    std::uint32_t dimension) noexcept;

}  // namespace demarche
