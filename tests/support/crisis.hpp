// SPDX-License-Identifier: MIT
#pragma once

namespace demarche::testing {

/// A blockade would work if Moscow believed the threat to attack, which is -9 or -12 where backing
/// down is -6: at "held" it is not credible, whatever Washington believes there.
inline constexpr auto kCrisis = R"(EFG 2 R "Missiles" { "Washington" "Moscow" }
c "" 1 "resolve" { "resolute" 3/10 "bluffing" 7/10 } 0
p "" 1 1 "open" { "acquiesce" "blockade" "strike" } 0
t "" 1 "missiles stay" { -4 3 }
p "" 2 1 "resolute, blockaded" { "withdraw" "hold" } 0
t "" 2 "withdrawn" { 3 -3 }
p "" 1 2 "held" { "back down" "attack" } 0
t "" 3 "humiliated" { -6 5 }
t "" 4 "war, resolute" { -12 -8 }
p "" 2 2 "resolute, struck" { "swallow" "retaliate" } 0
t "" 5 "struck, swallowed" { 2 -5 }
t "" 6 "struck, retaliated" { -12 -4 }
p "" 1 1 0
t "" 1
p "" 2 3 "bluffing, blockaded" { "withdraw" "hold" } 0
t "" 2
p "" 1 2 0
t "" 3
t "" 7 "war, bluffing" { -9 -14 }
p "" 2 4 "bluffing, struck" { "swallow" "retaliate" } 0
t "" 5
t "" 8 "struck, retaliated by a bluffer" { -12 -14 })";

}  // namespace demarche::testing
