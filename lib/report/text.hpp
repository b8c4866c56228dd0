// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/scenario/what_if.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// The fewest columns that texts are laid out for: narrower terminals break lines themselves.
inline constexpr std::size_t kLeastWidth = 60;

/// The number of code points, which is that of columns for the letters of names.
[[nodiscard]] std::size_t text_width(std::string_view text) noexcept;

/// Cuts the text (with an ellipsis) or fills it with blanks to `width` columns. @pre width > 0
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

/// Breaks `text` into lines of at most `width` columns, each after `indent` blanks; "" without
/// words.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

/// A bar of `width` columns, filled to `share` in eighths.
[[nodiscard]] std::string bar(double share, std::size_t width);

/// "12.3 %"; "<0.1 %" and ">99.9 %" for shares that would round to 0 or 100 and are not.
[[nodiscard]] std::string percent(double share);

/// A share with two significant digits and without an exponent: "0.0063 %", "12 %", "100 %".
[[nodiscard]] std::string short_percent(double share);

/// A number with four significant digits.
[[nodiscard]] std::string number(double value);

/// A number rounded to the place of the first digit of `step` (of its second digit if the first is
/// 1), with groups of thousands: 999.1837 by 0.002 is "999.184", 1523456 by 9000 is "1,523,000".
/// Beyond 10^15 it has an exponent. If `step` is 0 or no number, whole numbers are given in full
/// and others with six significant digits.
[[nodiscard]] std::string rounded(double value, double step);

/// "1,523,000 ± 9,000": the value rounded by its error. An error that is not known (NaN) is left
/// out.
[[nodiscard]] std::string with_error(double value, double error);

/// Sources in brackets, "[article P19, P20; none]"; empty without sources.
[[nodiscard]] std::string source_list(
    const google::protobuf::RepeatedPtrField<v1::Source>& sources);

/// The sources of the innermost element that has any; `outer` are the elements around `element`,
/// from the inside out.
template <class Element, class... Outer>
[[nodiscard]] std::string source_list(const Element& element, const Outer&... outer) {
  if constexpr (sizeof...(outer) > 0) {
    return element.sources().empty() ? source_list(outer...) : source_list(element.sources());
  } else {
    return source_list(element.sources());
  }
}

/// An id as words for readers: "war_cost" becomes "War cost".
[[nodiscard]] std::string in_words(std::string_view id);

/// The text with a blank in the place of each end of a line.
[[nodiscard]] std::string on_one_line(std::string text);

/// The name of an element, or its id in words if it has none; on one line.
template <class Element>
[[nodiscard]] std::string name_of(const Element& element) {
  return element.name().empty() ? in_words(element.id()) : on_one_line(element.name());
}

/// What was changed of a scenario, "What if prize = 2, north.stance = stand (fixed)?"; empty if
/// nothing.
[[nodiscard]] std::string what_if_text(const WhatIf& what_if);

/// A name and a value beside each other in columns; what is too long has more lines.
[[nodiscard]] std::string named_line(const std::string& name,
                                     const std::string& value,
                                     std::size_t width);

/// The changes that a result was made with.
[[nodiscard]] WhatIf what_if_of(const v1::Result& result);

/// What the results of a comparison differ in.
enum class ComparedBy {
  concepts,
  variants,  ///< A scenario and its variants.
  widths     ///< A scenario with its ranges as they are, and widened.
};

[[nodiscard]] ComparedBy compared_by(const v1::ConceptComparison& comparison);

/// What tells a result from the others of a comparison: its concept; of variants, its variant's id
/// or "as it is"; of widths, "2.5 as wide" or "as it is".
[[nodiscard]] std::string label_of(const v1::Result& result,
                                   const v1::ConceptComparison& comparison);

/// Whether the scenario has options, in option sets or claims, and the concept has players who move
/// later and answer them.
[[nodiscard]] bool are_options_answered(const v1::Scenario& scenario,
                                        std::string_view concept_name);

}  // namespace demarche
