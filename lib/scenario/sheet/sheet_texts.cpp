// SPDX-License-Identifier: MIT
#include "scenario/sheet/sheet_texts.hpp"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <string_view>

#include "demarche/scenario/parameters.hpp"
#include "scenario/language/assignments.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;

/// The parts of a text between separators, without white space around them.
std::vector<std::string> parts_of(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!trimmed(text).text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.emplace_back(trimmed(text.substr(0, end)).text);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

SourceCells source_cells(const google::protobuf::RepeatedPtrField<v1::Source>& sources) {
  SourceCells cells;
  bool has_paragraphs = false;
  for (int s = 0; s < sources.size(); ++s) {
    cells.documents += (s == 0 ? "" : "; ") + sources[s].document();
    cells.paragraphs += s == 0 ? "" : "; ";
    for (int p = 0; p < sources[s].paragraphs_size(); ++p) {
      cells.paragraphs += (p == 0 ? "" : ", ") + sources[s].paragraphs(p);
      has_paragraphs = true;
    }
  }
  cells.paragraphs = has_paragraphs ? cells.paragraphs : "";
  return cells;
}

std::optional<std::vector<v1::Source>> read_sources(const SourceCells& cells) {
  std::vector<v1::Source> sources;
  for (std::string& document : parts_of(cells.documents, ';')) {
    sources.emplace_back().set_document(std::move(document));
  }
  const std::vector<std::string> paragraphs = parts_of(cells.paragraphs, ';');
  if (paragraphs.size() > sources.size()) {
    return std::nullopt;
  }
  for (std::size_t s = 0; s < paragraphs.size(); ++s) {
    for (std::string& paragraph : parts_of(paragraphs[s], ',')) {
      sources[s].add_paragraphs(std::move(paragraph));
    }
  }
  return sources;
}

bool is_same_text(const std::string& a, const std::string& b) {
  return trimmed(a).text == trimmed(b).text;
}

int following_expert_parameter(const v1::Scenario& scenario) {
  const auto number = expert_parameter(scenario);
  if (!number) {
    return -1;
  }
  const int at = static_cast<int>(*number);
  v1::Scenario renewed = scenario;
  renew_expert_parameter(at, renewed);
  return MessageDifferencer::Equals(renewed.parameters(at), scenario.parameters(at)) ? at : -1;
}

bool renew_expert_parameter(int number, v1::Scenario& scenario) {
  v1::Parameter& parameter = *scenario.mutable_parameters(number);
  parameter.set_id("");  // So that it is not found.
  const int before = scenario.parameters_size();
  add_expert_parameter(scenario);
  if (scenario.parameters_size() == before) {
    scenario.mutable_parameters()->DeleteSubrange(number, 1);
    return false;
  }
  scenario.mutable_parameters(number)->Swap(scenario.mutable_parameters(before));
  scenario.mutable_parameters()->RemoveLast();
  return true;
}

}  // namespace demarche
