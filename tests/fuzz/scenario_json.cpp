// SPDX-License-Identifier: MIT
// Reads scenarios in JSON.
#include "fuzz/scenario.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const demarche::fuzz::InputFile kFile("input.json");
  demarche::fuzz::require_read(kFile, demarche::fuzz::text_of(data, size));
  return 0;
}
