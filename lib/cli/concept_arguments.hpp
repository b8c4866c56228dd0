// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/solve/concept.hpp"

namespace demarche::cli {

/// "solution concept: qre, pure, ..."
[[nodiscard]] std::string concept_help();

/// Where the games come from, and so which options the command line must ask for.
enum class GameSource {
  file,      ///< A game file holds payoffs only.
  scenario,  ///< A scenario also states what option_table() marks as `is_of_scenario`.
};

/// The options of concepts on the command line, all of them from option_table(). Players go by name
/// or, where no name fits, by their number; players and strategies count from 1.
class ConceptArguments {
 public:
  /// @pre This object outlives `command`.
  void add_to(CLI::App& command, GameSource source);

  /// Whether the user gave the option.
  [[nodiscard]] bool is_given(const OptionField& field) const;
  /// The time budget, if the user gave one.
  [[nodiscard]] std::optional<double> max_seconds() const {
    return is_given(&ConceptOptions::max_seconds) ? std::optional(numbers_.max_seconds)
                                                  : std::nullopt;
  }
  /// @throws InvalidArgument if the user gave an option that none of these concepts reads.
  void require_read_by(std::span<const std::string> concept_names) const;
  /// Puts what the user gave into `options`; where a `reader` is given, what it reads of that.
  /// `players` are the names of those who choose.
  /// @throws InvalidArgument if a name is unknown or that of several players.
  void apply(const std::vector<std::string>& players,
             ConceptOptions& options,
             const Concept* reader = nullptr) const;

 private:
  struct Given {
    const OptionDescription* option = nullptr;
    CLI::Option* argument = nullptr;
  };

  CLI::Option* add(const OptionDescription& option, CLI::App& command);
  [[nodiscard]] std::vector<int> numbers(const OptionDescription& option,
                                         const std::vector<std::string>& players) const;

  std::vector<Given> all_;
  ConceptOptions numbers_;  ///< Options that are numbers, as the parser fills them in.
  std::map<std::string_view, std::vector<int>> strategies_;     ///< By the option's name; from 1.
  std::map<std::string_view, std::vector<std::string>> names_;  ///< By the option's name.
};

}  // namespace demarche::cli
