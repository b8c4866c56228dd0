// SPDX-License-Identifier: MIT
#include "support/game_texts.hpp"

#include <boost/random/uniform_int_distribution.hpp>

namespace demarche::testing {

const char* const kSeltensHorse = R"(EFG 2 R "Selten's horse" { "1" "2" "3" }
"three players"

p "" 1 1 "one" { "R" "L" } 0
p "" 2 1 "two" { "R" "L" } 0
t "" 1 "all right" { 1, 1, 1 }
p "" 3 1 "three" { "R" "L" } 0
t "" 2 "" { 4, 4, 0 }
t "" 3 "" { 0, 0, 1 }
p "" 3 1 "three" { "R" "L" } 0
t "" 4 "" { 3, 2, 2 }
t "" 5 "" { 0, 0, 0 }
)";

const char* const kMyersonsPoker = R"(EFG 2 R "A card game" { "Fred" "Alice" }
c "deal" 1 "card" { "red" 1/2 "black" 0.5 } 0
p "" 1 1 "red" { "raise" "fold" } 0
p "" 2 1 "raised" { "meet" "pass" } 0
t "" 1 "two dollars" { 2 -2 }
t "" 2 "one dollar" { 1 -1 }
t "" 2
p "" 1 2 "black" { "raise" "fold" } 0
p "" 2 1 0
t "" 3 "minus two" { -2 2 }
t "" 2 "one dollar" { 1, -1.0 }
t "" 4 "minus one" { -1 1 }
)";

const char* const kCentipede = R"(EFG 2 D "Centipede" { "1" "2" }
""
p "" 1 1 "1a" { "take" "pass" } 0
t "" 1 "" { .40, .10 }
p "" 2 1 "2a" { "take" "pass" } 0
t "" 2 "" { .20, .80 }
p "" 1 2 "1b" { "take" "pass" } 0
t "" 3 "" { 1.60, .40 }
p "" 2 2 "2b" { "take" "pass" } 0
t "" 4 "" { .80, 3.20 }
t "" 5 "" { 6.40, 1.60 }
)";

std::string damaged(std::string text,
                    std::string_view inserted,
                    boost::random::mt19937_64& engine) {
  const auto below = [&](std::size_t n) {
    return boost::random::uniform_int_distribution<std::size_t>(0, n - 1)(engine);
  };
  for (std::size_t k = below(4) + 1; k-- > 0 && !text.empty();) {
    const std::size_t at = below(text.size());
    switch (below(4)) {
      case 0:
        text.erase(at, below(5));
        break;
      case 1:
        text.erase(at, below(text.size()));
        break;
      case 2:
        text[at] = static_cast<char>(below(256));
        break;
      default:
        text.insert(at, 1, inserted[below(inserted.size())]);
    }
  }
  return text;
}

}  // namespace demarche::testing
