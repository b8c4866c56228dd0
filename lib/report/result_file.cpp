// SPDX-License-Identifier: MIT
#include "demarche/report/result_file.hpp"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/util/json_util.h>

#include <cstdint>
#include <string>

#include "core/whole_file.hpp"
#include "demarche/core/error.hpp"

namespace demarche {
namespace {

/// The largest message that Protocol Buffers reads.
constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{1} << 31U;

bool is_json(const std::filesystem::path& path) {
  if (path.extension() != ".json" && path.extension() != ".pb") {
    throw InvalidArgument(fmt::format("{}: a result file ends in .pb or .json", path.string()));
  }
  return path.extension() == ".json";
}

std::string to_json(const google::protobuf::Message& result) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(result, &text, options);
  if (!status.ok()) {
    throw IoError(
        fmt::format("the result cannot be written as JSON: {}", std::string(status.message())));
  }
  return text;
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

void write(const google::protobuf::Message& result, const std::filesystem::path& path) {
  write_whole_file(path, is_json(path) ? to_json(result) : to_binary(result));
}

}  // namespace

void write_result(const v1::Result& result, const std::filesystem::path& path) {
  write(result, path);
}

void write_result(const v1::ConceptComparison& comparison, const std::filesystem::path& path) {
  write(comparison, path);
}

v1::Result read_result(const std::filesystem::path& path) {
  const bool json = is_json(path);
  const std::string contents = read_whole_file(path, kMaxFileBytes, "a result file");
  v1::Result result;
  const bool is_read = json ? google::protobuf::util::JsonStringToMessage(contents, &result).ok()
                            : result.ParseFromString(contents);
  if (!is_read) {
    throw IoError(fmt::format("{}: cannot be read as a result", path.string()));
  }
  return result;
}

}  // namespace demarche
