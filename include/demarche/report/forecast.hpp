// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demarche/scenario/problem.hpp"

namespace demarche {

/// A stated probability of something that turns out to be so or not.
struct Forecast {
  /// What was forecast. Forecasts with the same `id` and `resolves` are of the same question.
  std::string id;
  double probability = 0.0;           ///< In [0, 1].
  std::optional<bool> resolved = {};  ///< Whether it came true; nothing while that is open.
  std::string date = {};              ///< When it was stated, YYYY-MM-DD; empty if not known.
  std::string resolves = {};          ///< By when it is decided, YYYY-MM-DD; empty if not known.
  std::string source = {};            ///< Who stated it; empty if not known.
  std::string question = {};          ///< What was asked, in words; may be empty.
  Position position = {};             ///< Of its line in the file.
};

/// What tells one question from another: the `id` and `resolves` of its forecasts.
using ForecastQuestion = std::pair<std::string_view, std::string_view>;

/// The question that a forecast is of; its texts are those of `forecast`, which must live as long.
[[nodiscard]] inline ForecastQuestion question_of(const Forecast& forecast) {
  return {forecast.id, forecast.resolves};
}

/// The most bytes of a file of forecasts or of a log of forecasts: 64 MiB.
inline constexpr std::uintmax_t kMaxForecastFile = std::uintmax_t{64} << 20;

/// What a file of forecasts holds, and what is wrong with it.
struct ForecastFile {
  std::vector<Forecast> forecasts;  ///< In the order of the file; only those without errors.
  std::vector<Problem> problems;    ///< Errors and warnings, by their place.

  /// Whether any problem is an error.
  [[nodiscard]] bool has_errors() const;
};

/// Reads forecasts from comma-separated values with a line of headings; `file` is what problems
/// call the text. Separators are commas, semicolons or tabulators.
///
/// Columns `id`, `probability` (a number in [0, 1], or a percentage with its sign) and `resolved`
/// (1 or true, 0 or false, empty while that is open) are needed; `date` and `resolves`
/// (YYYY-MM-DD) and `question` may be there. Columns `scenario` and `kind`, if there are any,
/// belong to the id: "chicken outcome war". `source`, `analyst` and `concept` together say who
/// stated it: "chicken's author, nash". Other columns are left out, with a warning if the heading
/// is close to one of these.
///
/// What a question turned out to be may stand in any of its lines; it is an error if two lines of a
/// question differ. A forecast that was stated after the day on which it is decided is a warning.
[[nodiscard]] ForecastFile parse_forecasts(std::string_view text, const std::string& file);

/// Reads a file of forecasts. @throws IoError if it cannot be read or has more than
/// kMaxForecastFile bytes.
[[nodiscard]] ForecastFile read_forecasts(const std::filesystem::path& path);

}  // namespace demarche
