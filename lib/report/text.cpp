// SPDX-License-Identifier: MIT
#include "report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "demarche/solve/concept.hpp"

namespace demarche {

std::size_t text_width(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

std::string fitted(std::string_view text, std::size_t width) {
  assert(width > 0);
  const std::size_t own = text_width(text);
  if (own <= width) {
    return std::string(text) + std::string(width - own, ' ');
  }
  std::size_t end = 0;
  for (std::size_t column = 0; column + 1 < width; ++column) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
      ++end;
    }
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string lines;
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) {
      continue;
    }
    if (column > 0 && column + 1 + text_width(word) <= width) {
      lines += ' ';
      ++column;
    } else {
      lines += (lines.empty() ? "" : "\n") + std::string(indent, ' ');
      column = indent;
    }
    lines += word;
    column += text_width(word);
  }
  return lines.empty() ? "" : lines + "\n";
}

std::string bar(double share, std::size_t width) {
  static constexpr std::array kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double clamped = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0;
  const auto eighths =
      static_cast<std::size_t>(std::lround(clamped * static_cast<double>(8 * width)));
  std::string text;
  for (std::size_t i = 0; i < eighths / 8; ++i) {
    text += "█";
  }
  return fitted(text + kEighths[eighths % 8], width);
}

std::string percent(double share) {
  const double percentage = 100.0 * share;
  if (percentage > 0.0 && percentage < 0.05) {
    return "<0.1 %";
  }
  if (percentage < 100.0 && percentage >= 99.95) {
    return ">99.9 %";
  }
  return fmt::format("{:.1f} %", percentage);
}

namespace {

/// The decimal place of a number's first digit: 2 of 345, -3 of 0.0012.
int place_of(double value) {
  return static_cast<int>(std::floor(std::log10(std::abs(value))));
}

int decimals_of_step(double step) {
  // "0.0016" rather than "0.002": of a step that begins with 1, one digit is too coarse.
  const int decimals = -place_of(step);
  return decimals + (step * std::pow(10.0, decimals) < 2.0 ? 1 : 0);
}

/// Fixed notation with groups of thousands.
std::string fixed(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value + 0.0, std::max(0, decimals));
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t i = point; i > sign + 3; i -= 3) {
    text.insert(i - 3, ",");
  }
  // What rounds to zero has no sign.
  return text.find_first_of("123456789") == std::string::npos && sign == 1 ? text.substr(1) : text;
}

constexpr int kMostDigits = 15;

}  // namespace

std::string short_percent(double share) {
  const double percentage = 100.0 * share;
  if (!(percentage > 0.0)) {
    return "0 %";
  }
  const int place = place_of(percentage);
  return fixed(percentage, std::clamp(1 - place, 0, kMostDigits)) + " %";
}

std::string number(double value) {
  return fmt::format("{:.4g}", value + 0.0);
}

std::string in_words(std::string_view id) {
  std::string words(id);
  std::replace(words.begin(), words.end(), '_', ' ');
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  }
  return words;
}

std::string rounded(double value, double step) {
  if (!std::isfinite(value)) {
    return std::isnan(value) ? "no value" : value > 0.0 ? "infinite" : "minus infinity";
  }
  if (value == 0.0 && !(step > 0.0)) {
    return "0";
  }
  const bool has_step = std::isfinite(step) && step > 0.0;
  const int place = value == 0.0 ? 0 : place_of(value);
  constexpr int kDigitsWithoutStep = 6;
  const bool is_whole = value == std::round(value);
  const int decimals = has_step   ? decimals_of_step(step)
                       : is_whole ? 0
                                  : kDigitsWithoutStep - 1 - place;
  if (place >= kMostDigits || decimals > kMostDigits) {
    return fmt::format("{:.{}e}", value, std::clamp(place + decimals, 0, kMostDigits));
  }
  if (decimals < 0) {
    const double unit = std::pow(10.0, -decimals);
    return fixed(std::round(value / unit) * unit, 0);
  }
  std::string text = fixed(value, decimals);
  if (!has_step && text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    text.erase(text.find_last_not_of('.') + 1);
  }
  return text;
}

std::string with_error(double value, double error) {
  if (!std::isfinite(error) || !std::isfinite(value)) {
    return rounded(value, 0.0);
  }
  return fmt::format("{} ± {}", rounded(value, error), error == 0.0 ? "0" : rounded(error, error));
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string source_list(const google::protobuf::RepeatedPtrField<v1::Source>& sources) {
  std::vector<std::string> parts;
  for (const v1::Source& source : sources) {
    const bool is_none = source.document() == "none";
    parts.push_back(fmt::format("{}{}{}",
                                is_none ? "not in a document" : source.document(),
                                source.paragraphs().empty() ? "" : " ",
                                fmt::join(source.paragraphs(), ", ")));
  }
  return parts.empty() ? "" : fmt::format("[{}]", fmt::join(parts, "; "));
}

std::string named_line(const std::string& name, const std::string& value, std::size_t width) {
  constexpr std::size_t kMostName = 44;
  constexpr std::size_t kLeastName = 24;
  const std::size_t name_width = std::clamp(2 * width / 5, kLeastName, kMostName);
  const std::size_t indent = name_width + 4;
  // A name that is too long has lines of its own.
  std::string text = text_width(name) > name_width
                         ? wrapped(name, 2, width) + std::string(indent, ' ')
                         : "  " + fitted(name, name_width) + "  ";
  // The first line keeps the blanks that align numbers.
  std::size_t end = value.size();
  while (indent + text_width(value.substr(0, end)) > width && end > 0) {
    end = value.rfind(' ', end - 1);
    end = end == std::string::npos ? 0 : end;
  }
  if (end == 0) {
    end = value.size();
  }
  text += value.substr(0, end) + "\n";
  if (end < value.size()) {
    text += wrapped(value.substr(end), indent, width);
  }
  return text;
}

WhatIf what_if_of(const v1::Result& result) {
  return what_if_of(result.what_if());
}

std::string what_if_text(const WhatIf& what_if) {
  std::vector<std::string> changes = what_if.set;
  for (const std::string& fixed : what_if.fix) {
    changes.push_back(fixed + " (fixed)");
  }
  if (!what_if.precision.empty()) {
    changes.push_back("precision " + what_if.precision);
  }
  if (what_if.widen != 1.0) {
    changes.push_back(fmt::format("every range {:g} times as wide", what_if.widen));
  }
  for (const std::string& condition : what_if.given) {
    changes.push_back(fmt::format("{} was observed", condition));
  }
  if (!what_if.evidence.empty()) {
    changes.push_back(what_if.evidence == "none"
                          ? "no evidence counted"
                          : fmt::format("of the evidence only that counted: {}", what_if.evidence));
  }
  if (!what_if.answer.empty()) {
    changes.emplace_back(what_if.answer == "held" ? "the others did not answer options"
                                                  : "the others answered every option");
  }
  return changes.empty() ? "" : fmt::format("What if {}?", fmt::join(changes, ", "));
}

ComparedBy compared_by(const v1::ConceptComparison& comparison) {
  for (const v1::Result& result : comparison.results()) {
    if (result.variant_id() != comparison.results(0).variant_id()) {
      return ComparedBy::variants;
    }
    if (what_if_of(result).widen != what_if_of(comparison.results(0)).widen) {
      return ComparedBy::widths;
    }
  }
  return ComparedBy::concepts;
}

std::string label_of(const v1::Result& result, const v1::ConceptComparison& comparison) {
  constexpr const char* kAsItIs = "as it is";
  switch (compared_by(comparison)) {
    case ComparedBy::concepts:
      break;
    case ComparedBy::variants:
      return result.variant_id().empty() ? kAsItIs : result.variant_id();
    case ComparedBy::widths: {
      const double widen = what_if_of(result).widen;
      return widen == 1.0 ? kAsItIs : fmt::format("{:g} as wide", widen);
    }
  }
  return result.options().solution_concept();
}

bool are_options_answered(const v1::Scenario& scenario, std::string_view concept_name) {
  const Concept* known = known_concept(concept_name);
  const auto& claims = scenario.claims();
  return known != nullptr && known->order_of_moves != nullptr &&
         (!scenario.option_sets().empty() ||
          std::any_of(claims.begin(), claims.end(), [](const v1::Claim& claim) {
            return claim.has_comparisons();
          }));
}

}  // namespace demarche
