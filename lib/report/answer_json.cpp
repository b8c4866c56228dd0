// SPDX-License-Identifier: MIT
#include "report/answer_json.hpp"

#include <cmath>

namespace demarche {

nlohmann::ordered_json answer_json(const std::vector<std::string>& player_names,
                                   std::string_view concept_name,
                                   const Certificate& certificate,
                                   const SolutionNote& note) {
  nlohmann::ordered_json json;
  if (!note.source.empty()) {
    json["game"] = note.source;
  }
  json["players"] = player_names;
  json["concept"] = concept_name;
  if (!note.reason.empty()) {
    json["reason"] = note.reason;
  }
  json["status"] = to_string(certificate.status);
  json["complete"] = certificate.is_complete;
  json["degenerate"] = certificate.is_degenerate;
  if (note.seconds) {
    json["seconds"] = *note.seconds;
  }
  return json;
}

nlohmann::ordered_json number_json(double value) {
  using Json = nlohmann::ordered_json;
  return std::isnan(value)   ? Json()
         : std::isinf(value) ? Json(value > 0.0 ? "Infinity" : "-Infinity")
                             : Json(value);
}

std::string json_text(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace demarche
