// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What a study and its options are called.
class OptionNames {
 public:
  /// `study` and `scenario` have to outlive it.
  OptionNames(const v1::OptionStudy& study, const v1::Scenario& scenario);

  [[nodiscard]] std::string of_set() const;
  [[nodiscard]] std::string of_option(int option) const;

 private:
  const v1::OptionStudy& study_;
  const v1::Scenario& scenario_;
  const v1::OptionSet* set_;  // Null if the scenario does not have it.
};

/// "while the others do not answer", or "which the others answer".
[[nodiscard]] std::string answer_in_words(const v1::OptionStudy& study);

/// @throws InvalidArgument if the result has no study of options, or an id of `of` names none; all
/// such ids are told, each with the closest known name.
void check_studies(const v1::Result& result, const std::vector<std::string>& of);

/// The studies of these option sets; of all if `of` is empty.
[[nodiscard]] std::vector<const v1::OptionStudy*> chosen_studies(
    const v1::Result& result, const std::vector<std::string>& of);

/// A line or two on an option set for a summary: which option most rules prefer, where it
/// is better than the next, and who is worse off most often under it. Of the answered options if
/// there are any. Empty without a study of the set.
[[nodiscard]] std::string option_study_line(const v1::Result& result,
                                            const std::string& option_set,
                                            const v1::Scenario& scenario);

}  // namespace demarche
