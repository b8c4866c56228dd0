// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "solve/signs/sign_planes.hpp"

namespace demarche {

/// Fills the planes of a player with `own` strategies against `other` ones. Payoffs are
/// [own * other][kBlockLanes]. The strides are distances in rows of that array between neighbouring
/// strategies of the player and of the other player.
/// @pre Both numbers lie in [kFewestSigned, kMostSigned].
void find_minor_signs(int own,
                      int other,
                      const double* payoffs,
                      std::size_t own_stride,
                      std::size_t other_stride,
                      SidePlanes& planes);

}  // namespace demarche
