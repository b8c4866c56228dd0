// SPDX-License-Identifier: MIT
#include "report/solving_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <map>

#include "core/grouped.hpp"
#include "demarche/solve/concept.hpp"
#include "report/answer_text.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

/// The concept of a result. A result file may name a concept that this version lacks, so there is
/// an entry with general words for that, too.
const Concept& concept_or_words(const std::string& concept_name) {
  static const Concept words{.name = {}, .summary = {}, .work = "steps", .reads = {}};
  const Concept* known = known_concept(concept_name);
  return known == nullptr ? words : *known;
}

/// The mean work of a draw with three digits, or in full above 1,000.
std::string work_of(double mean) {
  constexpr double kMany = 1000.0;
  return mean < kMany ? fmt::format("{:.3g}", mean)
                      : grouped(static_cast<std::uint64_t>(std::llround(mean)));
}

}  // namespace

std::string unsolved_text(const v1::Result& result, std::size_t width) {
  const std::map<std::string, std::uint64_t> failures(result.solving().failures().begin(),
                                                      result.solving().failures().end());
  std::string reasons;
  for (const auto& [kind, count] : failures) {
    reasons += fmt::format("{}{} in {}", reasons.empty() ? "" : ", ", kind, grouped(count));
  }
  return wrapped(
      fmt::format(
          "{} of the draws have no answer ({} of {}{}{}).{}",
          percent(static_cast<double>(unsolved_draws(result)) /
                  static_cast<double>(result.draws_done())),
          grouped(unsolved_draws(result)),
          grouped(result.draws_done()),
          reasons.empty() ? "" : ": ",
          reasons,
          result.solving().solved() == 0
              ? ""
              : " Numbers are of the draws with an answer; \"all draws\" says what a probability "
                "can be over all of them."),
      0,
      width);
}

std::string solving_text(const v1::Result& result, std::size_t width) {
  const v1::SolveStatistics& solving = result.solving();
  std::string line =
      fmt::format("{} of {} draws solved", grouped(solving.solved()), grouped(result.draws_done()));
  // A map of Protocol Buffers has no order.
  const std::map<std::string, std::uint64_t> failures(solving.failures().begin(),
                                                      solving.failures().end());
  for (const auto& [kind, count] : failures) {
    line +=
        fmt::format("; {} {} ({})",
                    grouped(count),
                    kind,
                    percent(static_cast<double>(count) / static_cast<double>(result.draws_done())));
  }
  const Concept& known = concept_or_words(result.options().solution_concept());
  if (solving.solved() > 0) {
    line += fmt::format("; largest error {:.1g}", solving.max_residual());
    line += known.residual == ResidualKind::logit_equation ? " of the logit equation"
                                                           : " (relative regret)";
  }
  line += fmt::format("; {} {} a draw", work_of(solving.mean_iterations()), known.work);
  std::uint64_t several = 0;
  for (const auto& [count, draws] : solving.multiplicity()) {
    several += count > 1 ? draws : 0;
  }
  if (several > 0) {
    const std::string share =
        percent(static_cast<double>(several) / static_cast<double>(solving.solved()));
    line += known.counts == AnswerCount::survivors
                ? fmt::format("; more than one profile survives in {}", share)
                : fmt::format("; more than one answer in {}, {}",
                              share,
                              result.options().selection() == "uniform" ||
                                      result.options().selection().empty()
                                  ? "weighted equally"
                                  : "selected as " + result.options().selection());
  }
  if (solving.degenerate() > 0) {
    line += fmt::format("; ties among payoffs (degenerate) in {}", grouped(solving.degenerate()));
  }
  if (result.has_answering()) {
    const v1::SolveStatistics& answering = result.answering();
    std::uint64_t failed = 0;
    for (const auto& [kind, count] : answering.failures()) {
      failed += count;
    }
    line += fmt::format("; {} games that commitments leave solved again, {} without an answer",
                        grouped(answering.solved() + failed),
                        failed == 0 ? "none" : grouped(failed));
  }
  return "\nFor experts: how the draws were solved\n" + wrapped(line, 2, width) +
         fmt::format("  scenario {}\n", result.scenario_digest());
}

}  // namespace demarche
