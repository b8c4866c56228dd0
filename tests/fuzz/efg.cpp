// SPDX-License-Identifier: MIT
// Reads game trees in Gambit's extensive-form format.
#include "demarche/game/efg_format.hpp"

#include "fuzz/game_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace demarche;
  const std::string_view text = fuzz::text_of(data, size);
  const auto parsed = parse_efg(text);
  fuzz::require_sound(text, parsed);
  if (parsed.game) {
    parsed.game->check();
    const std::string written = format_efg(*parsed.game);
    const auto again = parse_efg(written);
    fuzz::require(again.game.has_value(), "what is written can be read", written);
    fuzz::require(again.game->nodes.size() == parsed.game->nodes.size() &&
                      again.game->player_names == parsed.game->player_names,
                  "a tree is read back with its nodes and players",
                  written);
    fuzz::require(format_efg(*again.game) == written, "what is written is written again", written);
  }
  return 0;
}
