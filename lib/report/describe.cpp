// SPDX-License-Identifier: MIT
#include "demarche/report/describe.hpp"

#include <fmt/format.h>
#include <google/protobuf/text_format.h>

#include <algorithm>

#include "core/utf8.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kWidth = 108;

/// A distribution on one line, as the file has it.
std::string one_line(const google::protobuf::Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string text;
  printer.PrintToString(message, &text);
  while (!text.empty() && text.back() == ' ') {
    text.pop_back();
  }
  return text;
}

class Describer {
 public:
  explicit Describer(const Model& model) : model_(model), scenario_(model.scenario) {}

  std::string run() {
    text_ += name_of(scenario_) + "\n" + wrapped(scenario_.rationale(), 2, kWidth);
    if (!scenario_.payoff_unit().empty()) {
      text_ += wrapped("Payoffs: " + scenario_.payoff_unit(), 2, kWidth);
    }
    size();
    for (const v1::Question& question : scenario_.questions()) {
      text_ += "\nQuestion " + question.id() + "\n" + wrapped(question.text(), 2, kWidth);
    }
    for (const v1::Actor& actor : scenario_.actors()) {
      describe_actor(actor);
    }
    elements("Quantities", scenario_.quantities(), [](const auto& x) { return "= " + x.value(); });
    elements("Outcomes", scenario_.outcomes(), [](const auto& x) { return x.event(); });
    elements("Metrics", scenario_.metrics(), [](const auto& x) { return "= " + x.value(); });
    elements("Claims", scenario_.claims(), [](const auto& x) { return x.statement(); });
    elements("Parameters", scenario_.parameters(), [](const auto& x) {
      return one_line(x.distribution());
    });
    return std::move(text_);
  }

 private:
  void size() {
    text_ += fmt::format("  {} actors, {} levers, {:.4g} joint profiles, {} parameters\n",
                         scenario_.actors_size(),
                         model_.variables.size(),
                         model_.shape.num_profiles(),
                         scenario_.parameters_size());
    std::size_t tables = 0;
    for (const FactoredPlayer& player : model_.shape.players) {
      tables += player.payoff.size() + player.behaviour.size();
    }
    text_ += fmt::format("  compiled: {} payoff tables of {} cells, {} features, digest {}\n",
                         tables,
                         model_.shape.num_cells,
                         model_.program.num_features(),
                         model_.digest);
  }

  void describe_actor(const v1::Actor& actor) {
    text_ +=
        fmt::format("\nActor {}: {}{}\n{}",
                    actor.id(),
                    name_of(actor),
                    actor.behaviour().empty() ? "" : " (behavioural)",
                    wrapped(actor.rationale() + " " + source_list(actor, scenario_), 2, kWidth));
    for (const v1::Lever& lever : actor.levers()) {
      std::vector<std::string> levels;
      for (const v1::Level& level : lever.levels()) {
        levels.push_back(level.id());
      }
      text_ += fmt::format("  lever {}: {}  {}\n",
                           lever.id(),
                           fmt::join(levels, " < "),
                           source_list(lever, actor, scenario_));
    }
    for (const v1::Infeasible& rule : actor.infeasible()) {
      text_ += fmt::format("  infeasible {}: {}\n", rule.id(), rule.when());
    }
    if (!actor.behaviour().empty()) {
      text_ += wrapped("behaviour: " + actor.behaviour(), 2, kWidth);
    }
    const auto open = std::find_if(model_.open_payoffs.begin(),
                                   model_.open_payoffs.end(),
                                   [&](const OpenPayoff& one) { return one.actor == actor.id(); });
    if (open != model_.open_payoffs.end()) {
      describe_open(*open);
      return;
    }
    for (const v1::PayoffTerm& term : actor.payoff()) {
      text_ += fmt::format(
          "  term {}: {}{}\n{}",
          term.id(),
          term.value(),
          term.when().empty() ? "" : "  when " + term.when(),
          wrapped(term.rationale() + " " + source_list(term, actor, scenario_), 6, kWidth));
    }
  }

  /// Describes an open payoff, to which the terms in the file do not apply.
  void describe_open(const OpenPayoff& payoff) {
    text_ += "  payoff: own code";
    for (std::size_t k = 0; k < payoff.tables.size(); ++k) {
      text_ += fmt::format(
          "{}{}", k == 0 ? ", one table each over " : "; ", fmt::join(payoff.tables[k], ", "));
    }
    text_ += payoff.tables.empty() ? ", one table over the strategies of all actors\n" : "\n";
  }

  template <class Elements, class Definition>
  void elements(const char* title, const Elements& all, const Definition& definition) {
    if (all.empty()) {
      return;
    }
    text_ += fmt::format("\n{}\n", title);
    for (const auto& element : all) {
      text_ += fmt::format(
          "  {}: {}\n{}",
          element.id(),
          definition(element),
          wrapped(element.rationale() + " " + source_list(element, scenario_), 6, kWidth));
    }
  }

  const Model& model_;
  const v1::Scenario& scenario_;
  std::string text_;
};

}  // namespace

std::string describe(const Model& model) {
  return printable(Describer(model).run(), "\n");
}

}  // namespace demarche
