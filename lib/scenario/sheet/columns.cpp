// SPDX-License-Identifier: MIT
#include "scenario/sheet/columns.hpp"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "core/small_letters.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/language/plain_text.hpp"

namespace demarche {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::vector<std::string> all_numbers() {
  std::vector<std::string> names;
  const auto add = [&](const Descriptor& type) {
    for (int f = 0; f < type.field_count(); ++f) {
      const FieldDescriptor& field = *type.field(f);
      if (field.type() == FieldDescriptor::TYPE_DOUBLE &&
          std::find(names.begin(), names.end(), field.name()) == names.end()) {
        names.push_back(field.name());
      }
    }
  };
  const Descriptor& distribution = *v1::Distribution::descriptor();
  for (int f = 0; f < distribution.field_count(); ++f) {
    if (distribution.field(f)->message_type() != nullptr) {
      add(*distribution.field(f)->message_type());
    }
  }
  add(distribution);
  return names;
}

}  // namespace

const std::vector<std::string>& number_headings() {
  static const std::vector<std::string> names = all_numbers();
  return names;
}

std::string percentile_heading(double probability) {
  // The shortest decimals that read back as the probability, "0.05", with the point two places on.
  std::array<char, 400> digits{};
  const auto written = std::to_chars(
      digits.data(), digits.data() + digits.size(), probability, std::chars_format::fixed);
  std::string text(digits.data() + 2, written.ptr);
  text.resize(std::max<std::size_t>(text.size(), 2), '0');
  return "p" + text.substr(0, 2) + (text.size() > 2 ? "." + text.substr(2) : "");
}

std::optional<double> probability_of_heading(std::string_view heading) {
  const bool has_digit = heading.size() > 1 && heading[1] >= '0' && heading[1] <= '9';
  if (!has_digit || heading[0] != 'p') {
    return std::nullopt;
  }
  // The exponent keeps the digits as they are: a division by 100 could round.
  const auto probability = plain_number(std::string(heading.substr(1)) + "e-2");
  return probability && *probability > 0.0 && *probability < 1.0 ? probability : std::nullopt;
}

std::string usual_heading(const std::string& heading) {
  std::string name = small_letters(heading);
  const auto probability = probability_of_heading(name);
  return probability ? percentile_heading(*probability) : name;
}

bool is_known_heading(const std::string& heading) {
  const auto is_among = [&](const auto& names) {
    return std::find(std::begin(names), std::end(names), heading) != std::end(names);
  };
  return is_among(kTextsInFront) || is_among(kTextsBehind) || is_among(number_headings()) ||
         probability_of_heading(heading).has_value();
}

}  // namespace demarche
