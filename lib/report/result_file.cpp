// SPDX-License-Identifier: MIT
#include "demarche/report/result_file.hpp"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/util/json_util.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "core/whole_file.hpp"
#include "demarche/core/error.hpp"

namespace demarche {
namespace {

/// The largest message that Protocol Buffers reads.
constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{1} << 31U;

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using Json = nlohmann::ordered_json;

/// Sorts the entries of maps, which have no order in Protocol Buffers, and lets `convert` replace
/// the numbers of type double.
template <class Convert>
void settle(Json& message, const Descriptor& type, const Convert& convert) {
  for (auto& [name, value] : message.items()) {
    const FieldDescriptor* field = type.FindFieldByName(name);
    if (field == nullptr) {
      continue;
    }
    if (field->is_map()) {
      value = nlohmann::json(value);  // Its objects are sorted by their keys.
    } else if (field->type() == FieldDescriptor::TYPE_DOUBLE && !value.is_array()) {
      convert(value);
    } else if (field->message_type() != nullptr && value.is_array()) {
      for (Json& element : value) {
        settle(element, *field->message_type(), convert);
      }
    } else if (field->message_type() != nullptr && value.is_object()) {
      settle(value, *field->message_type(), convert);
    }
  }
}

std::string to_json(const google::protobuf::Message& result) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(result, &text, options);
  if (!status.ok()) {
    throw IoError("the result cannot be written as JSON");
  }
  Json json = Json::parse(text);
  settle(json, *result.GetDescriptor(), [](Json& number) {
    if (number == "NaN") {
      number = nullptr;
    }
  });
  return json.dump(1) + "\n";
}

/// Reads what to_json() wrote; false if the text is no message of this type.
bool from_json(const std::string& text, google::protobuf::Message& result) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) {
    return false;
  }
  settle(json, *result.GetDescriptor(), [](Json& number) {
    if (number.is_null()) {
      number = "NaN";
    }
  });
  return google::protobuf::util::JsonStringToMessage(json.dump(), &result).ok();
}

/// Writes map entries in order, so that equal results make equal files.
std::string to_binary(const google::protobuf::Message& result) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  result.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

std::string format(const google::protobuf::Message& result, ResultFormat format) {
  return format == ResultFormat::json ? to_json(result) : to_binary(result);
}

std::string contents_of(const std::filesystem::path& path) {
  return read_whole_file(path, kMaxFileBytes, "a result file");
}

/// The format by the ending or, without one, as a pipe has none, by the first character.
ResultFormat format_of(const std::filesystem::path& path, const std::string& contents) {
  if (!path.extension().empty()) {
    return result_format(path);
  }
  const std::size_t first = contents.find_first_not_of(" \t\r\n");
  return first != std::string::npos && contents[first] == '{' ? ResultFormat::json
                                                              : ResultFormat::binary;
}

bool parse(const std::string& contents, ResultFormat format, google::protobuf::Message& message) {
  const google::protobuf::LogSilencer silencer;  // Protobuf prints what it cannot read.
  return format == ResultFormat::json ? from_json(contents, message)
                                      : message.ParseFromString(contents);
}

/// Whether a message that was read is a result: messages of other types may read as one in binary,
/// with a text of theirs in the place of the digest.
bool is_result(const v1::Result& message) {
  return message.scenario_digest().starts_with("xxh128:");
}

/// In binary a comparison of concepts reads as one of scenarios without the second result.
bool is_scenario_comparison(const std::string& contents, ResultFormat format) {
  v1::ScenarioComparison comparison;
  return parse(contents, format, comparison) && is_result(comparison.second());
}

}  // namespace

ResultFormat result_format(const std::filesystem::path& path) {
  if (path.extension() != ".json" && path.extension() != ".pb") {
    throw InvalidArgument(fmt::format("{}: a result file ends in .pb or .json", path.string()));
  }
  return path.extension() == ".json" ? ResultFormat::json : ResultFormat::binary;
}

std::string format_result(const v1::Result& result, ResultFormat as) {
  return format(result, as);
}

std::string format_result(const v1::ConceptComparison& comparison, ResultFormat as) {
  return format(comparison, as);
}

std::string format_result(const v1::ScenarioComparison& comparison, ResultFormat as) {
  return format(comparison, as);
}

void write_result(const v1::Result& result, const std::filesystem::path& path) {
  write_whole_file(path, format_result(result, result_format(path)));
}

void write_result(const v1::ConceptComparison& comparison, const std::filesystem::path& path) {
  write_whole_file(path, format_result(comparison, result_format(path)));
}

void write_result(const v1::ScenarioComparison& comparison, const std::filesystem::path& path) {
  write_whole_file(path, format_result(comparison, result_format(path)));
}

v1::Result read_result(const std::filesystem::path& path) {
  const std::string contents = contents_of(path);
  v1::Result result;
  if (!parse(contents, format_of(path, contents), result)) {
    throw IoError(fmt::format("{}: cannot be read as a result", path.string()));
  }
  return result;
}

v1::ConceptComparison read_results(const std::filesystem::path& path) {
  const std::string contents = contents_of(path);
  const ResultFormat format = format_of(path, contents);
  v1::ConceptComparison comparison;
  v1::Result one;
  if (parse(contents, format, one) && is_result(one)) {
    *comparison.add_results() = one;
  } else if (is_scenario_comparison(contents, format)) {
    throw IoError(fmt::format("{}: is a comparison of scenarios, and only results can be read",
                              path.string()));
  } else if (!parse(contents, format, comparison) || comparison.results().empty()) {
    throw IoError(fmt::format("{}: cannot be read as results", path.string()));
  }
  return comparison;
}

}  // namespace demarche
