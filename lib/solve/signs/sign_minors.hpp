// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "solve/signs/sign_planes.hpp"

namespace demarche {

/// Fills one player's planes. Payoffs are [own * other][kBlockLanes]; the strides, in rows of that,
/// say how far neighbouring strategies of the player and of the other stand apart.
void find_minor_signs(int own,
                      int other,
                      const double* payoffs,
                      std::size_t own_stride,
                      std::size_t other_stride,
                      SidePlanes& planes);

}  // namespace demarche
