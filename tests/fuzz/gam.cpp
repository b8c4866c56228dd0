// SPDX-License-Identifier: MIT
// Reads games in GameTracer's format, which is written in decimals.
#include "demarche/game/gam_format.hpp"

#include "fuzz/game_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace demarche;
  const std::string_view text = fuzz::text_of(data, size);
  const auto parsed = parse_gam(text);
  fuzz::require_sound(text, parsed);
  if (parsed.game) {
    const std::string written = format_gam(*parsed.game);
    const auto again = parse_gam(written);
    fuzz::require(again.game.has_value(), "what is written can be read", written);
    fuzz::require_equal(*parsed.game, *again.game, false);
  }
  return 0;
}
