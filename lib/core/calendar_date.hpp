// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace demarche {

/// Whether the text is a day of the Gregorian calendar as YYYY-MM-DD. Such texts sort by time.
[[nodiscard]] bool is_calendar_date(std::string_view text);

/// The present day in Greenwich, as YYYY-MM-DD.
[[nodiscard]] std::string date_of_today();

}  // namespace demarche
