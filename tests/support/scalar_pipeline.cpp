// SPDX-License-Identifier: MIT
#include "support/scalar_pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <cmath>
#include <utility>

namespace demarche::testing {
namespace {

constexpr std::size_t kStrategies = PipelineModel::kStrategies;
constexpr std::size_t kProfiles = PipelineModel::kProfiles;

struct Equilibrium {
  std::array<std::array<double, kStrategies>, 2> strategies{};
};

struct Support {
  std::size_t size = 0;
  std::array<std::size_t, kStrategies> members{};
  std::array<bool, kStrategies> has{};
};

std::array<Support, 7> all_supports() {
  std::array<Support, 7> all;
  for (unsigned bits = 1; bits < 8; ++bits) {
    Support& support = all[bits - 1];
    for (std::size_t s = 0; s < kStrategies; ++s) {
      if ((bits >> s & 1U) != 0) {
        support.has[s] = true;
        support.members[support.size++] = s;
      }
    }
  }
  return all;
}

/// Finds, by elimination, the other player's mixture on `columns` that makes `rows` pay the same.
/// Returns false if a weight is not positive or another row pays more. payoff(row, column) is the
/// player's own.
template <class Payoff>
bool make_indifferent(const Support& rows,
                      const Support& columns,
                      const Payoff& payoff,
                      std::array<double, kStrategies>& mixture) {
  const std::size_t n = rows.size;
  // The unknowns are a probability for each column and the value.
  std::array<std::array<double, kStrategies + 2>, kStrategies + 1> m{};
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c < n; ++c) {
      m[r][c] = payoff(rows.members[r], columns.members[c]);
    }
    m[r][n] = -1.0;
    m[n][r] = 1.0;
  }
  m[n][n + 1] = 1.0;
  for (std::size_t step = 0; step <= n; ++step) {
    std::size_t pivot = step;
    for (std::size_t r = step + 1; r <= n; ++r) {
      pivot = std::abs(m[r][step]) > std::abs(m[pivot][step]) ? r : pivot;
    }
    if (m[pivot][step] == 0.0) {
      return false;
    }
    std::swap(m[pivot], m[step]);
    for (std::size_t r = step + 1; r <= n; ++r) {
      const double factor = m[r][step] / m[step][step];
      for (std::size_t c = step; c <= n + 1; ++c) {
        m[r][c] -= factor * m[step][c];
      }
    }
  }
  std::array<double, kStrategies + 1> x{};
  for (std::size_t r = n + 1; r-- > 0;) {
    double sum = m[r][n + 1];
    for (std::size_t c = r + 1; c <= n; ++c) {
      sum -= m[r][c] * x[c];
    }
    x[r] = sum / m[r][r];
  }
  for (std::size_t c = 0; c < n; ++c) {
    if (!(x[c] > 0.0)) {
      return false;
    }
  }
  for (std::size_t row = 0; row < kStrategies; ++row) {
    if (!rows.has[row]) {
      double pays = 0.0;
      for (std::size_t c = 0; c < n; ++c) {
        pays += x[c] * payoff(row, columns.members[c]);
      }
      if (pays > x[n]) {
        return false;
      }
    }
  }
  for (std::size_t c = 0; c < n; ++c) {
    mixture[columns.members[c]] = x[c];
  }
  return true;
}

using Payoffs = std::array<std::array<double, kProfiles>, 2>;

/// Fills `equilibria` with all equilibria and returns their number.
std::size_t enumerate(const Payoffs& payoffs,
                      const std::array<Support, 7>& supports,
                      std::array<Equilibrium, 16>& equilibria) {
  const auto first = [&](std::size_t own, std::size_t other) {
    return payoffs[0][own * kStrategies + other];
  };
  const auto second = [&](std::size_t own, std::size_t other) {
    return payoffs[1][other * kStrategies + own];
  };
  std::size_t count = 0;
  for (const Support& rows : supports) {
    for (const Support& columns : supports) {
      if (rows.size != columns.size || count == equilibria.size()) {
        continue;
      }
      Equilibrium found;
      if (make_indifferent(rows, columns, first, found.strategies[1]) &&
          make_indifferent(columns, rows, second, found.strategies[0])) {
        equilibria[count++] = found;
      }
    }
  }
  return count;
}

std::size_t sampled(const std::array<double, kProfiles>& probabilities, double uniform) {
  std::size_t profile = 0;
  while (profile + 1 < kProfiles && uniform >= probabilities[profile]) {
    uniform -= probabilities[profile++];
  }
  return profile;
}

class ScalarPipeline {
 public:
  ScalarPipeline(const PipelineModel& model, std::uint64_t seed) : model_(model), engine_(seed) {}

  PipelineStatistics run(std::uint64_t draws) {
    statistics_.draws = draws;
    for (std::uint64_t draw = 0; draw < draws; ++draw) {
      sample();
      const std::size_t count = enumerate(payoffs_, supports_, equilibria_);
      ++statistics_.multiplicity[std::min<std::size_t>(count, 15)];
      if (count > 0) {
        accumulate(count);
      }
    }
    return statistics_;
  }

 private:
  void sample() {
    std::array<double, PipelineModel::kParameters> parameters{};
    for (std::size_t p = 0; p < parameters.size(); ++p) {
      parameters[p] = model_.means[p] + model_.standard_deviations[p] * normal_(engine_);
    }
    for (std::size_t player = 0; player < 2; ++player) {
      for (std::size_t profile = 0; profile < kProfiles; ++profile) {
        const PipelineModel::Payoff& payoff = model_.payoffs[player][profile];
        double value = payoff.constant;
        for (std::size_t t = 0; t < PipelineModel::kTerms; ++t) {
          value += payoff.coefficients[t] * parameters[payoff.parameters[t]];
        }
        payoffs_[player][profile] = value;
      }
    }
  }

  void accumulate(std::size_t count) {
    std::array<double, kProfiles> probabilities{};
    const double weight = 1.0 / static_cast<double>(count);
    for (std::size_t e = 0; e < count; ++e) {
      const auto& [rows, columns] = equilibria_[e].strategies;
      for (std::size_t profile = 0; profile < kProfiles; ++profile) {
        probabilities[profile] +=
            weight * rows[profile / kStrategies] * columns[profile % kStrategies];
      }
    }
    const std::size_t played = sampled(probabilities, uniform_(engine_));
    ++statistics_.sampled[played];
    std::array<std::array<double, kStrategies>, 2> levels{};
    std::array<double, 2> expected{};
    for (std::size_t profile = 0; profile < kProfiles; ++profile) {
      statistics_.profiles[profile].add(probabilities[profile]);
      levels[0][profile / kStrategies] += probabilities[profile];
      levels[1][profile % kStrategies] += probabilities[profile];
      expected[0] += probabilities[profile] * payoffs_[0][profile];
      expected[1] += probabilities[profile] * payoffs_[1][profile];
    }
    for (std::size_t player = 0; player < 2; ++player) {
      for (std::size_t s = 0; s < kStrategies; ++s) {
        statistics_.levels[player][s].add(levels[player][s]);
      }
      add(expected[player], payoffs_[player][played], statistics_.payoffs[player]);
    }
    add(expected[0] + expected[1], payoffs_[0][played] + payoffs_[1][played], statistics_.welfare);
    statistics_.claim.add(probabilities[0] + probabilities[kStrategies + 1]);
  }

  static void add(double expected, double realised, PipelineStatistics::Value& value) {
    value.expected.add(expected);
    value.realised.add(realised);
    value.histogram.add(realised);
  }

  const PipelineModel& model_;
  boost::random::mt19937_64 engine_;
  boost::random::normal_distribution<double> normal_;
  boost::random::uniform_01<double> uniform_;
  std::array<Support, 7> supports_ = all_supports();
  Payoffs payoffs_{};
  std::array<Equilibrium, 16> equilibria_;
  PipelineStatistics statistics_;
};

std::string actor(const PipelineModel& model, std::size_t player) {
  constexpr std::array kIds{"row", "column"};
  constexpr auto kAbout = R"(rationale: "Measured." sources { document: "none" })";
  std::string text =
      fmt::format(R"(actors {{ id: "{0}" name: "{0}" {1} levers {{ id: "move" name: "Move" {1} )",
                  kIds[player],
                  kAbout);
  for (std::size_t s = 0; s < kStrategies; ++s) {
    text += fmt::format(R"(levels {{ id: "m{0}" name: "m{0}" }} )", s);
  }
  text += "}\n";
  for (std::size_t profile = 0; profile < kProfiles; ++profile) {
    const PipelineModel::Payoff& payoff = model.payoffs[player][profile];
    std::string value = fmt::format("{}", payoff.constant);
    for (std::size_t t = 0; t < PipelineModel::kTerms; ++t) {
      value += fmt::format(" + ({}) * p{}", payoff.coefficients[t], payoff.parameters[t]);
    }
    text += fmt::format(R"(payoff {{ id: "cell{}" name: "Cell" value: "{}" )"
                        R"(when: "row.move == m{} && column.move == m{}" {} }})"
                        "\n",
                        profile,
                        value,
                        profile / kStrategies,
                        profile % kStrategies,
                        kAbout);
  }
  return text + "}\n";
}

}  // namespace

double Welford::standard_error() const noexcept {
  return std::sqrt(variance() / count);
}

double Histogram::quantile(double probability) const {
  std::uint64_t total = 0;
  for (const std::uint64_t count : counts) {
    total += count;
  }
  double seen = 0.0;
  std::size_t bin = 0;
  for (; bin + 1 < kBins; ++bin) {
    seen += static_cast<double>(counts[bin]);
    if (seen >= probability * static_cast<double>(total)) {
      break;
    }
  }
  return kLow + (static_cast<double>(bin) + 0.5) * (kHigh - kLow) / static_cast<double>(kBins);
}

PipelineModel random_pipeline_model(std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  const auto uniform = [&](double low, double high) {
    return boost::random::uniform_real_distribution<double>(low, high)(engine);
  };
  PipelineModel model;
  for (std::size_t p = 0; p < PipelineModel::kParameters; ++p) {
    model.means[p] = uniform(-0.5, 0.5);
    model.standard_deviations[p] = uniform(0.5, 1.5);
  }
  for (auto& payoffs : model.payoffs) {
    for (PipelineModel::Payoff& payoff : payoffs) {
      payoff.constant = uniform(-1.0, 1.0);
      for (std::size_t t = 0; t < PipelineModel::kTerms; ++t) {
        // Each term takes its parameter from a fifth of them of its own, so that all terms differ.
        payoff.parameters[t] =
            5 * t + boost::random::uniform_int_distribution<std::size_t>(0, 4)(engine);
        payoff.coefficients[t] = uniform(-0.7, 0.7);
      }
    }
  }
  return model;
}

std::string pipeline_scenario(const PipelineModel& model) {
  constexpr auto kAbout = R"(rationale: "Measured." sources { document: "none" })";
  std::string text = fmt::format(
      "id: \"pipeline\" name: \"Pipeline\" {}\n{}{}", kAbout, actor(model, 0), actor(model, 1));
  for (std::size_t p = 0; p < PipelineModel::kParameters; ++p) {
    text += fmt::format(R"(parameters {{ id: "p{0}" name: "p{0}" {1} distribution {{ normal )"
                        R"({{ mean: {2} standard_deviation: {3} }} }} }})"
                        "\n",
                        p,
                        kAbout,
                        model.means[p],
                        model.standard_deviations[p]);
  }
  for (std::size_t profile = 0; profile < kProfiles; ++profile) {
    text += fmt::format(R"(outcomes {{ id: "cell{0}" name: "Cell {0}" )"
                        R"(event: "row.move == m{1} && column.move == m{2}" {3} }})"
                        "\n",
                        profile,
                        profile / kStrategies,
                        profile % kStrategies,
                        kAbout);
  }
  text += fmt::format(
      R"txt(metrics {{ id: "welfare" name: "Welfare" value: "payoff(row) + payoff(column)" {0} }}
claims {{ id: "together" name: "Together" statement: "They meet in one of the first two moves."
  event: "(row.move == m0 && column.move == m0) || (row.move == m1 && column.move == m1)"
  key_parameter: "p0" {0} }}
)txt",
      kAbout);
  return text;
}

PipelineStatistics run_scalar_pipeline(const PipelineModel& model,
                                       std::uint64_t seed,
                                       std::uint64_t draws) {
  return ScalarPipeline(model, seed).run(draws);
}

}  // namespace demarche::testing
