// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Code points: columns, for the letters that names are made of.
[[nodiscard]] std::size_t text_width(std::string_view text) noexcept;

/// Cut (with an ellipsis) or filled with blanks to `width` columns.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

/// Words of `text` in lines of at most `width` columns, each after `indent` blanks.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

/// A bar of `width` columns, filled to `share` in eighths.
[[nodiscard]] std::string bar(double share, std::size_t width);

/// "100,000"
[[nodiscard]] std::string grouped(std::uint64_t number);

/// "12.3 %"
[[nodiscard]] std::string percent(double share);

/// Four significant digits.
[[nodiscard]] std::string number(double value);

/// "[article P19, P20; none]"; empty without sources.
[[nodiscard]] std::string source_list(
    const google::protobuf::RepeatedPtrField<v1::Source>& sources);

/// The name of an element, or its id if it has none.
template <class Element>
[[nodiscard]] const std::string& name_of(const Element& element) {
  return element.name().empty() ? element.id() : element.name();
}

}  // namespace demarche
