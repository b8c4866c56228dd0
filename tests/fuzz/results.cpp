// SPDX-License-Identifier: MIT
// Reads files of results: JSON where they begin with a brace, binary else.
#include <google/protobuf/util/field_comparator.h>
#include <google/protobuf/util/message_differencer.h>

#include "demarche/core/error.hpp"
#include "demarche/report/result_file.hpp"
#include "fuzz/fuzz.hpp"

namespace {

/// NaN equals NaN: JSON does not tell those of different bits apart, which binary files may hold.
bool are_equal(const demarche::v1::ConceptComparison& one,
               const demarche::v1::ConceptComparison& other) {
  google::protobuf::util::DefaultFieldComparator numbers;
  numbers.set_treat_nan_as_equal(true);
  google::protobuf::util::MessageDifferencer differencer;
  differencer.set_field_comparator(&numbers);
  return differencer.Compare(one, other);
}

}  // namespace

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
  const std::string json = format_result(results, ResultFormat::json);
  fuzz::require(format_result(read_results(kFile.write(bytes)), ResultFormat::binary) == bytes,
                "what is written in binary is read back equal",
                json);
  fuzz::require(are_equal(read_results(kFile.write(json)), results),
                "what is written as JSON is read back equal",
                json);
  return 0;
}
