// SPDX-License-Identifier: MIT
#include "scenario/check/outline_check.hpp"

#include <fmt/format.h>
#include <google/protobuf/io/strtod.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "core/small_letters.hpp"
#include "core/utf8.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/check/json_outline.hpp"
#include "scenario/check/text_outline.hpp"

namespace demarche {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

/// The fields of a message that have no default. proto3 cannot tell a field that was left out from
/// one that is 0, so the schema cannot say it.
const std::vector<std::string>& required_fields(const Descriptor* type) {
  static const std::map<std::string, std::vector<std::string>, std::less<>> kRequired = {
      {"Constant", {"value"}},
      {"Uniform", {"low", "high"}},
      {"Triangular", {"low", "mode", "high"}},
      {"Pert", {"low", "mode", "high"}},
      {"Normal", {"mean", "standard_deviation"}},
      {"Lognormal", {"median", "log_standard_deviation"}},
      {"Beta", {"alpha", "beta"}},
      {"Gamma", {"shape", "scale"}},
      {"Exponential", {"rate"}},
      {"StudentT", {"degrees_of_freedom"}},
      {"Bernoulli", {"probability"}},
      {"StatedQuantile", {"p", "value"}},
      {"Quantiles", {"family"}},
      {"Interval", {"low", "high", "family"}},
      {"RankCorrelation", {"first", "second"}}};
  static const std::vector<std::string> kNone;
  const auto found = kRequired.find(type->name());
  return found == kRequired.end() ? kNone : found->second;
}

/// "rank correlation" for RankCorrelation.
std::string in_words(const Descriptor* type) {
  std::string words;
  for (const char c : type->name()) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    words += is_capital && !words.empty() ? " " : "";
    words += small_letter(c);
  }
  return words;
}

std::string no_field(const Descriptor* type, const std::string& unknown) {
  static const std::set<std::string, std::less<>> kOfLogarithm = {"mean", "mu", "sigma", "sd"};
  if (type == v1::Lognormal::descriptor() && kOfLogarithm.contains(unknown)) {
    return fmt::format(
        "Lognormal has no field '{}': it is given by its median, which is exp(mu) for the mean mu "
        "of "
        "the logarithm, and by log_standard_deviation",
        unknown);
  }
  if (type == v1::Expert::descriptor() &&
      v1::Distribution::descriptor()->FindFieldByName(unknown) != nullptr) {
    return fmt::format("Expert has no field '{0}'; write distribution {{ {0} {{ ... }} }}",
                       unknown);
  }
  std::vector<std::string> fields;
  for (int f = 0; f < type->field_count(); ++f) {
    fields.push_back(type->field(f)->name());
  }
  return fmt::format("{} has no field '{}'; {}",
                     type->name(),
                     unknown,
                     name_hint(unknown, fields, "its fields are"));
}

/// Whether a token begins with a 0 and goes on with a digit: an octal number, or a mistake.
bool has_leading_zero(std::string_view token) {
  token.remove_prefix(token.starts_with('-') ? 1 : 0);
  return token.size() > 1 && token[0] == '0' && token[1] >= '0' && token[1] <= '9';
}

/// Whether the token is digits with at most one point and one exponent, after an optional sign.
bool is_decimal(std::string_view token) {
  token.remove_prefix(token.starts_with('-') ? 1 : 0);
  const bool begins = !token.empty() && (token[0] == '.' || (token[0] >= '0' && token[0] <= '9'));
  double value = 0.0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  return begins && error != std::errc::invalid_argument && end == token.data() + token.size();
}

/// Whether the largest double is smaller.
bool is_beyond_doubles(const std::string& token) {
  return is_decimal(token) &&
         std::isinf(google::protobuf::io::NoLocaleStrtod(token.c_str(), nullptr));
}

/// Whether a token is a number as protobuf's text format writes them.
bool is_text_number(std::string token) {
  token = small_letters(std::move(token));
  std::string_view rest = token;
  rest.remove_prefix(rest.starts_with('-') ? 1 : 0);
  if (rest == "infinity" || rest == "nan" || rest == "inf") {
    return true;
  }
  if (has_leading_zero(rest) || rest.starts_with("0x")) {
    return false;  // Octal and hexadecimal numbers are whole numbers alone.
  }
  if (rest.size() > 1 && rest.ends_with('f')) {
    rest.remove_suffix(1);
  }
  return !rest.starts_with('-') && is_decimal(rest);
}

/// Whether a token is a number as JSON writes them, or as protobuf has them in quotes there.
bool is_json_number(const std::string& token, bool is_quoted) {
  if (is_quoted && (token == "NaN" || token == "Infinity" || token == "-Infinity")) {
    return true;
  }
  return is_decimal(token) && !is_beyond_doubles(token) && token[token[0] == '-' ? 1 : 0] != '.' &&
         (is_quoted || !has_leading_zero(token));
}

/// Whether the whole token is digits of a base, and fits in 64 bits.
bool is_digits(std::string_view token, int base) {
  std::uint64_t whole = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), whole, base);
  return error == std::errc() && end == token.data() + token.size();
}

bool is_text_whole_number(std::string_view token) {
  return token.starts_with("0x") ? is_digits(token.substr(2), 16)
                                 : is_digits(token, has_leading_zero(token) ? 8 : 10);
}

bool is_json_whole_number(const std::string& token, bool is_quoted) {
  if (is_quoted) {
    return is_digits(token, 10);
  }
  if (!is_json_number(token, false)) {
    return false;
  }
  const double value = google::protobuf::io::NoLocaleStrtod(token.c_str(), nullptr);
  return is_digits(token, 10) ||
         (value >= 0.0 && value == std::floor(value) &&
          value < static_cast<double>(std::numeric_limits<std::uint64_t>::max()));
}

bool is_truth_value(const std::string& token, bool is_json) {
  const auto is_any = [&](auto... words) { return ((token == words) || ...); };
  return is_any("true", "false") || (!is_json && is_any("t", "f", "True", "False", "0", "1"));
}

class OutlineChecker {
 public:
  OutlineChecker(Outline& outline, const std::string& text) : outline_(outline), text_(text) {}

  void run() { check(outline_.root, v1::Scenario::descriptor(), 0); }

 private:
  void fail(std::size_t offset, std::string message, bool is_fatal = true) {
    outline_.faults.push_back({offset, std::move(message), is_fatal});
  }

  /// `place` is where the message's own field is told of: for the family of a distribution, where
  /// that distribution is.
  void check(const OutlineMessage& message, const Descriptor* type, std::size_t place) {
    for (const auto& [name, values] : message.fields) {
      const FieldDescriptor* field = find_field(type, name);
      if (field == nullptr) {
        for (const OutlineValue& value : values) {
          fail(value.name, no_field(type, name), value.kind == OutlineKind::message);
        }
        continue;
      }
      if (!field->is_repeated() && values.size() > 1) {
        fail(values[1].name, fmt::format("'{}' is given twice", name));
      }
      for (const OutlineValue& value : values) {
        const bool is_family =
            field->real_containing_oneof() != nullptr && type == v1::Distribution::descriptor();
        check_value(value, *field, is_family ? place : value.name);
      }
    }
    check_choices(message, type);
    for (const std::string& name : required_fields(type)) {
      if (!message.fields.contains(name)) {
        fail(place, fmt::format("{} needs {}, which has no default", type->name(), name), false);
      }
    }
  }

  /// Reports two fields of which a message can have one, such as two families of a distribution.
  void check_choices(const OutlineMessage& message, const Descriptor* type) {
    for (int c = 0; c < type->real_oneof_decl_count(); ++c) {
      const auto* choice = type->oneof_decl(c);
      const OutlineValue* first = nullptr;
      std::string first_name;
      for (int f = 0; f < choice->field_count(); ++f) {
        const auto found = message.fields.find(choice->field(f)->name());
        if (found == message.fields.end()) {
          continue;
        }
        if (first != nullptr) {
          fail(std::max(found->second.front().name, first->name),
               fmt::format("{} has one {} alone; found {} and {}",
                           in_words(type),
                           choice->name(),
                           first_name,
                           found->first));
          return;
        }
        first = &found->second.front();
        first_name = found->first;
      }
    }
  }

  void check_value(const OutlineValue& value, const FieldDescriptor& field, std::size_t place) {
    const bool is_message = value.kind == OutlineKind::message;
    const bool is_json = outline_.is_json;
    if (field.message_type() != nullptr) {
      if (is_message) {
        check(*value.message, field.message_type(), place);
      } else {
        wrong(
            value, field, is_json ? "an object, as in { ... }" : "fields in braces, as in { ... }");
      }
      return;
    }
    const bool is_quoted = value.kind == OutlineKind::text;
    const bool is_token =
        !is_message && (is_json || !is_quoted);  // JSON may have numbers in quotes.
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        if (value.kind != OutlineKind::text) {
          wrong(value, field, "text in quotes");
        }
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        if (!is_token || !is_truth_value(value.token, is_json)) {
          wrong(value, field, "true or false");
        }
        break;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        if (!is_token ||
            !(is_json ? is_json_number(value.token, is_quoted) : is_text_number(value.token))) {
          wrong(value, field, "a number");
        }
        break;
      default:
        if (!is_token || !(is_json ? is_json_whole_number(value.token, is_quoted)
                                   : is_text_whole_number(value.token))) {
          wrong(value, field, "a whole number from 0, in digits");
        }
    }
  }

  void wrong(const OutlineValue& value, const FieldDescriptor& field, const char* expected) {
    const bool is_text = value.kind == OutlineKind::text;
    const bool is_number = (value.kind == OutlineKind::number || (is_text && outline_.is_json)) &&
                           field.cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
                           field.cpp_type() != FieldDescriptor::CPPTYPE_BOOL;
    const std::string reason = !is_number                       ? ""
                               : has_leading_zero(value.token)  ? ", which begins with 0"
                               : is_beyond_doubles(value.token) ? ", which is too large"
                                                                : "";
    std::string found = fmt::format("'{}'", printable(value.token.substr(0, 30)));
    if (is_text) {
      found = reason.empty() ? "text in quotes" : fmt::format("\"{}\"", value.token.substr(0, 30));
    } else if (value.token.empty()) {
      found = found_at(text_, value.value);
    }
    fail(value.value, fmt::format("'{}' is {}; found {}{}", field.name(), expected, found, reason));
  }

  Outline& outline_;
  const std::string& text_;
};

/// The bytes of the braces of messages that lack numbers without a default, and their names.
void collect_zeros(const OutlineMessage& message,
                   const Descriptor* type,
                   std::size_t brace,
                   std::map<std::size_t, std::vector<std::string>>& found) {
  for (const std::string& name : required_fields(type)) {
    if (!message.fields.contains(name) &&
        find_field(type, name)->cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) {
      found[brace].push_back(name);
    }
  }
  for (const auto& [name, values] : message.fields) {
    for (const OutlineValue& value : values) {
      if (value.message) {
        collect_zeros(*value.message, find_field(type, name)->message_type(), value.value, found);
      }
    }
  }
}

}  // namespace

std::string with_zeros(std::string printed, bool is_json) {
  const Outline outline = is_json ? read_json_outline(printed) : read_text_outline(printed);
  std::map<std::size_t, std::vector<std::string>> zeros;
  collect_zeros(outline.root, v1::Scenario::descriptor(), 0, zeros);
  for (auto place = zeros.rbegin(); place != zeros.rend(); ++place) {  // Behind first.
    const std::size_t next = printed.find_first_not_of(" \n", place->first + 1);
    const std::size_t start = printed.rfind('\n', place->first) + 1;
    const std::size_t indent = printed.find_first_not_of(' ', start) - start;
    std::string added;
    for (const std::string& name : place->second) {
      const std::string line = fmt::format("\n{:{}}", "", indent + (is_json ? 1 : 2));
      added += is_json ? fmt::format("{}{}\"{}\": 0", added.empty() ? "" : ",", line, name)
                       : fmt::format("{}{}: 0", line, name);
    }
    const bool is_empty = printed[next] == '}';
    if (is_json) {
      added += is_empty ? fmt::format("\n{:{}}", "", indent) : ",";
    }
    printed.insert(place->first + 1, added);
  }
  return printed;
}

void check_outline(Outline& outline, const std::string& text) {
  if (outline.is_whole) {
    OutlineChecker(outline, text).run();
  }
}

}  // namespace demarche
