// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "core/whole_file.hpp"
#include "demarche/game/efg_format.hpp"
#include "game/exact_numbers.hpp"
#include "game/game_text_file.hpp"

namespace demarche {
namespace {

/// A fraction of small integers, not always in lowest terms.
struct Quotient {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

/// The fraction with the smallest denominator among the convergents of the number's continued
/// fraction whose quotient in floating point is exactly this number. Nothing if that needs a
/// denominator or a whole part above 1,000,000.
std::optional<Quotient> simple_fraction(double value) {
  constexpr std::int64_t kLargest = 1'000'000;
  Quotient before{0, 1};
  Quotient last{1, 0};
  double rest = value;
  for (int k = 0; k < 40; ++k) {
    const double whole = std::floor(rest);
    if (whole > static_cast<double>(kLargest)) {
      return std::nullopt;
    }
    const auto digit = static_cast<std::int64_t>(whole);
    const Quotient next{digit * last.numerator + before.numerator,
                        digit * last.denominator + before.denominator};
    if (next.denominator > kLargest) {
      return std::nullopt;
    }
    if (static_cast<double>(next.numerator) / static_cast<double>(next.denominator) == value) {
      return next;
    }
    before = std::exchange(last, next);
    rest = 1.0 / (rest - whole);
  }
  return std::nullopt;
}

/// Quotients that are close to the probabilities and sum to 1 exactly, which other programs demand.
/// Simple fractions are used if they sum to 1. Else each probability is rounded to a multiple of
/// 2^-53 and divided by the sum of these.
std::vector<Quotient> exact_quotients(const std::vector<double>& probabilities) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 40;
  std::vector<Quotient> fractions;
  Quotient sum{0, 1};
  for (const double probability : probabilities) {
    const auto fraction = simple_fraction(probability);
    const std::int64_t multiple =
        fraction ? std::lcm(sum.denominator, fraction->denominator) : kLargest;
    if (multiple >= kLargest) {
      sum = {0, 1};
      break;
    }
    sum = {sum.numerator * (multiple / sum.denominator) +
               fraction->numerator * (multiple / fraction->denominator),
           multiple};
    fractions.push_back(*fraction);
  }
  if (sum.numerator == sum.denominator) {
    return fractions;
  }
  fractions.clear();
  std::int64_t total = 0;
  for (const double probability : probabilities) {
    fractions.push_back({std::llround(std::ldexp(probability, 53)), 1});
    total += fractions.back().numerator;
  }
  for (Quotient& fraction : fractions) {
    fraction.denominator = total;
  }
  return fractions;
}

/// The texts of a chance move's probabilities: as they are if they are known exactly, else close
/// fractions.
std::vector<std::string> probability_texts(const InformationSet& set) {
  std::vector<std::string> texts;
  if (has_exact_probabilities(set)) {
    for (const Fraction& probability : set.exact_probabilities) {
      texts.push_back(probability.to_string());
    }
    return texts;
  }
  for (const Quotient& quotient : exact_quotients(set.probabilities)) {
    texts.push_back(quotient.denominator == 1
                        ? std::to_string(quotient.numerator)
                        : fmt::format("{}/{}", quotient.numerator, quotient.denominator));
  }
  return texts;
}

class EfgWriter {
 public:
  explicit EfgWriter(const ExtensiveGame& game)
      : game_(game),
        set_numbers_(game.information_sets.size(), 0),
        num_sets_(game.player_names.size() + 1, 0),
        is_described_(game.outcomes.size(), false) {}

  std::string write() {
    text_ = fmt::format("EFG 2 R {} {{", in_quotes(game_.title));
    for (const std::string& name : game_.player_names) {
      text_ += " " + in_quotes(name);
    }
    text_ += " }\n" + in_quotes(game_.comment) + "\n\n";
    // Prefix order with a stack instead of recursion, since a tree may be a million nodes deep.
    std::vector<std::size_t> open = {0};
    while (!open.empty()) {
      const ExtensiveNode& node = game_.nodes[open.back()];
      open.pop_back();
      write_node(node);
      open.insert(open.end(), node.children.rbegin(), node.children.rend());
    }
    return std::move(text_);
  }

 private:
  void write_node(const ExtensiveNode& node) {
    if (!node.information_set) {
      text_ += "t " + in_quotes(node.name);
    } else {
      const InformationSet& set = game_.information_sets[*node.information_set];
      text_ += set.player ? fmt::format("p {} {}", in_quotes(node.name), *set.player + 1)
                          : "c " + in_quotes(node.name);
      write_set(*node.information_set, set);
    }
    write_outcome(node);
    text_ += '\n';
  }

  /// Writes the set's number among its player's sets and, where the set occurs first, its
  /// description.
  void write_set(std::size_t index, const InformationSet& set) {
    const bool is_new = set_numbers_[index] == 0;
    if (is_new) {
      set_numbers_[index] = ++num_sets_[set.player ? *set.player + 1 : 0];
    }
    text_ += fmt::format(" {}", set_numbers_[index]);
    if (!is_new) {
      return;
    }
    text_ += " " + in_quotes(set.name) + " {";
    const auto probabilities = probability_texts(set);
    for (std::size_t a = 0; a < set.actions.size(); ++a) {
      text_ += " " + in_quotes(set.actions[a]);
      text_ += set.player ? "" : " " + probabilities[a];
    }
    text_ += " }";
  }

  void write_outcome(const ExtensiveNode& node) {
    if (!node.outcome) {
      text_ += " 0";
      return;
    }
    text_ += fmt::format(" {}", *node.outcome + 1);
    if (is_described_[*node.outcome]) {
      return;
    }
    is_described_[*node.outcome] = true;
    const ExtensiveOutcome& outcome = game_.outcomes[*node.outcome];
    text_ += fmt::format(" {} {{", in_quotes(outcome.name));
    const bool is_exact = are_nearest(outcome.payoffs, outcome.exact_payoffs);
    for (std::size_t i = 0; i < outcome.payoffs.size(); ++i) {
      text_ += " " + (is_exact ? number_text(outcome.exact_payoffs[i])
                               : fmt::format("{}", outcome.payoffs[i]));
    }
    text_ += " }";
  }

  const ExtensiveGame& game_;
  std::string text_;
  std::vector<std::size_t> set_numbers_;  ///< From 1, or 0 for a set not written yet.
  std::vector<std::size_t> num_sets_;     ///< Sets written so far: of chance, then of each player.
  std::vector<bool> is_described_;        ///< For each outcome, whether it has been written.
};

}  // namespace

std::string format_efg(const ExtensiveGame& game) {
  game.check();
  return EfgWriter(game).write();
}

void write_efg(const ExtensiveGame& game, const std::filesystem::path& path) {
  write_whole_file(path, format_efg(game));
}

}  // namespace demarche
