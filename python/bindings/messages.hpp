// SPDX-License-Identifier: MIT
#pragma once

#include <google/protobuf/util/json_util.h>

#include <string>

#include "demarche/core/error.hpp"

namespace demarche::python {

/// Messages cross the boundary as protobuf's JSON, with the field names of the .proto files.
[[nodiscard]] inline std::string to_json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(message, &text, options);
  if (!status.ok()) {
    throw InvalidArgument(std::string(status.message()));
  }
  return text;
}

template <class Message>
[[nodiscard]] Message from_json(const std::string& json) {
  Message message;
  const auto status = google::protobuf::util::JsonStringToMessage(json, &message);
  if (!status.ok()) {
    throw InvalidArgument(std::string(status.message()));
  }
  return message;
}

}  // namespace demarche::python
