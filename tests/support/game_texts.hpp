// SPDX-License-Identifier: MIT
#pragma once

#include <boost/random/mersenne_twister.hpp>
#include <string>
#include <string_view>

namespace demarche::testing {

/// Selten's horse @cite Selten1975, figure 1: actions R and L of players 1, 2 and 3, who cannot
/// tell who moved left.
extern const char* const kSeltensHorse;

/// The card game of figure 2.2 in @cite Myerson1991: each puts a dollar in the pot; Fred looks at a
/// card, red or black, and raises or folds; Alice meets or passes. The game is worth 1/3 to Fred.
extern const char* const kMyersonsPoker;

/// The four-move centipede of @cite McKelveyPalfrey1992, figure 1.
extern const char* const kCentipede;

/// The text with up to four bytes deleted or inserted at random places; some inserted bytes are
/// from `inserted`.
std::string damaged(std::string text, std::string_view inserted, boost::random::mt19937_64& engine);

}  // namespace demarche::testing
