// SPDX-License-Identifier: MIT
// Reads files of results: JSON where they begin with a brace, binary else.
#include "demarche/core/error.hpp"
#include "demarche/report/result_file.hpp"
#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace demarche;
  static const fuzz::InputFile kFile("input");
  fuzz::require_silent_protobuf();
  v1::ConceptComparison results;
  try {
    results = read_results(kFile.write(fuzz::text_of(data, size)));
  } catch (const IoError&) {
    return 0;
  }
  results.DiscardUnknownFields();
  const std::string bytes = format_result(results, ResultFormat::binary);
  for (const ResultFormat format : {ResultFormat::json, ResultFormat::binary}) {
    const v1::ConceptComparison again = read_results(kFile.write(format_result(results, format)));
    fuzz::require(format_result(again, ResultFormat::binary) == bytes,
                  "what is written is read back equal",
                  format_result(results, ResultFormat::json));
  }
  return 0;
}
