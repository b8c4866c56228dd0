// SPDX-License-Identifier: MIT
#include "demarche/report/probability_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

/// A phrase for probabilities in [from, to], in percent. Neighbours may share a bound, which then
/// belongs to the phrase nearer one half, or leave a gap between them.
struct Phrase {
  double from;
  double to;
  std::string_view words;
  int shown_from;  ///< The range as the scale states it.
  int shown_to;
};

constexpr Phrase kIcd203[] = {{0, 5, "almost no chance", 0, 5},
                              {5, 20, "very unlikely", 5, 20},
                              {20, 45, "unlikely", 20, 45},
                              {45, 55, "roughly even chance", 45, 55},
                              {55, 80, "likely", 55, 80},
                              {80, 95, "very likely", 80, 95},
                              {95, 100, "almost certain", 95, 100}};

constexpr Phrase kPhia[] = {{0, 5, "remote chance", 0, 5},
                            {10, 20, "highly unlikely", 10, 20},
                            {25, 35, "unlikely", 25, 35},
                            {40, 50, "realistic possibility", 40, 50},
                            {55, 75, "likely", 55, 75},
                            {80, 90, "highly likely", 80, 90},
                            {95, 100, "almost certain", 95, 100}};

// The ranges of this scale overlap: what is very likely is likely, too.
constexpr Phrase kIpcc[] = {{0, 1, "exceptionally unlikely", 0, 1},
                            {1, 5, "extremely unlikely", 0, 5},
                            {5, 10, "very unlikely", 0, 10},
                            {10, 33, "unlikely", 0, 33},
                            {33, 66, "about as likely as not", 33, 66},
                            {66, 90, "likely", 66, 100},
                            {90, 95, "very likely", 90, 100},
                            {95, 99, "extremely likely", 95, 100},
                            {99, 100, "virtually certain", 99, 100}};

std::span<const Phrase> phrases_of(WordScale scale) {
  switch (scale) {
    case WordScale::phia:
      return kPhia;
    case WordScale::ipcc:
      return kIpcc;
    case WordScale::icd203:
      break;
  }
  return kIcd203;
}

/// The last phrase that begins at or below the probability; a bound above one half belongs to the
/// phrase below.
std::size_t lowest_phrase(std::span<const Phrase> phrases, double probability) {
  std::size_t place = 0;
  for (std::size_t i = 1; i < phrases.size(); ++i) {
    const double from = phrases[i].from / 100.0;
    const bool is_shared = phrases[i - 1].to == phrases[i].from;
    const bool is_begun = probability > 0.5 && is_shared ? probability > from : probability >= from;
    place = is_begun ? i : place;
  }
  return place;
}

/// The same, or the next phrase if the percentage lies in the gap below that.
std::size_t highest_phrase(std::span<const Phrase> phrases, double probability) {
  const std::size_t lowest = lowest_phrase(phrases, probability);
  return probability > phrases[lowest].to / 100.0 && lowest + 1 < phrases.size() ? lowest + 1
                                                                                 : lowest;
}

std::string range(int from, int to) {
  if (from == 0) {
    return fmt::format("below {} %", to);
  }
  return to == 100 ? fmt::format("above {} %", from) : fmt::format("{}–{} %", from, to);
}

}  // namespace

WordScale word_scale(std::string_view name) {
  if (name == "icd203") {
    return WordScale::icd203;
  }
  if (name == "phia") {
    return WordScale::phia;
  }
  if (name == "ipcc") {
    return WordScale::ipcc;
  }
  throw InvalidArgument(fmt::format("words must be icd203, phia or ipcc, got '{}'", name));
}

std::string probability_words(double low, double high, WordScale scale) {
  if (!(low >= 0.0 && low <= high && high <= 1.0)) {
    throw InvalidArgument(fmt::format(
        "an interval of probabilities must have 0 <= low <= high <= 1, got [{}, {}]", low, high));
  }
  const std::span<const Phrase> phrases = phrases_of(scale);
  const Phrase& first = phrases[lowest_phrase(phrases, low)];
  const Phrase& last = phrases[highest_phrase(phrases, high)];
  if (first.words == last.words) {
    return fmt::format("{} ({})", first.words, range(first.shown_from, first.shown_to));
  }
  const int from = std::min(first.shown_from, last.shown_from);
  const int to = std::max(first.shown_to, last.shown_to);
  return from == 0 && to == 100
             ? fmt::format("{} to {}", first.words, last.words)
             : fmt::format("{} to {} ({})", first.words, last.words, range(from, to));
}

std::string_view icd_203_phrase(double probability) noexcept {
  return kIcd203[lowest_phrase(kIcd203, probability)].words;
}

}  // namespace demarche
