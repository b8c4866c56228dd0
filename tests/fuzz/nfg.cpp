// SPDX-License-Identifier: MIT
// Reads games in Gambit's strategic-form format.
#include "demarche/game/nfg_format.hpp"

#include "fuzz/game_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace demarche;
  const std::string_view text = fuzz::text_of(data, size);
  const auto parsed = parse_nfg(text);
  fuzz::require_sound(text, parsed);
  if (!parsed.game) {
    return 0;
  }
  for (const NfgVersion version : {NfgVersion::payoffs, NfgVersion::outcomes}) {
    const std::string written = format_nfg(*parsed.game, version);
    const auto again = parse_nfg(written);
    fuzz::require(again.game.has_value(), "what is written can be read", written);
    fuzz::require_equal(*parsed.game, *again.game, true);
    fuzz::require(again.game->title == parsed.game->title &&
                      again.game->player_names == parsed.game->player_names &&
                      again.game->strategy_names == parsed.game->strategy_names,
                  "names are read back",
                  written);
  }
  return 0;
}
