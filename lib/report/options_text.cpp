// SPDX-License-Identifier: MIT
#include "demarche/report/options_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "core/grouped.hpp"
#include "core/to_size.hpp"
#include "core/utf8.hpp"
#include "demarche/core/error.hpp"
#include "report/answer_text.hpp"
#include "report/option_study.hpp"
#include "report/table_cells.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kColumn = 9;

/// The tables of one study.
class StudyWriter {
 public:
  StudyWriter(const v1::OptionStudy& study,
              const v1::Scenario& scenario,
              const OptionsTextSettings& settings)
      : study_(study), names_(study, scenario), width_(std::max(settings.width, kLeastWidth)) {
    order_.resize(static_cast<std::size_t>(study.options_size()));
    std::iota(order_.begin(), order_.end(), 0);
    std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) {
      return study.options(a).rank() < study.options(b).rank();
    });
    // The first ones, and the status quo wherever it stands.
    const std::size_t num_shown = std::min(settings.num_options, order_.size());
    const auto end = order_.begin() + static_cast<std::ptrdiff_t>(num_shown);
    const auto status_quo = std::find(end, order_.end(), study.status_quo());
    const bool is_added = status_quo != order_.end();
    order_.resize(num_shown);
    if (is_added) {
      order_.push_back(study.status_quo());
    }
  }

  std::string run() {
    title();
    if (!study_.none_because().empty()) {
      text_ += wrapped(study_.none_because(), 2, width_);
      return std::move(text_);
    }
    values();
    rules();
    actors();
    for (const v1::WhereBest& where : study_.where_best()) {
      where_best(where);
    }
    return std::move(text_);
  }

 private:
  void title() {
    text_ +=
        "\n" +
        wrapped(fmt::format(
                    "{} ({}), {}", names_.of_set(), study_.option_set(), answer_in_words(study_)),
                0,
                width_);
    if (study_.count() < study_.draws()) {
      text_ += wrapped(fmt::format("{} of {} draws give every option a value; the others are left "
                                   "out.",
                                   grouped(study_.count()),
                                   grouped(study_.draws())),
                       2,
                       width_);
    }
  }

  [[nodiscard]] std::string marked(int option) const {
    return names_.of_option(option) + (option == study_.status_quo() ? " (status quo)" : "");
  }

  /// A row with a name before cells; the name has a line of its own where it does not fit.
  void row(const std::string& name, const std::string& cells, std::size_t label) {
    const std::string blank(kIndent, ' ');
    if (text_width(name) <= label) {
      text_ += table_line(blank + (label > 0 ? fitted(name, label) : "") + cells);
    } else {
      text_ += wrapped(name, kIndent, width_);
      text_ += table_line(blank + std::string(label, ' ') + cells);
    }
  }

  /// The columns that names get beside so many columns of numbers.
  [[nodiscard]] std::size_t label_beside(std::size_t numbers) const {
    std::size_t longest = 0;
    for (const int option : order_) {
      longest = std::max(longest, text_width(marked(option)));
    }
    const std::size_t room = width_ - std::min(width_, kIndent + numbers);
    return std::min(longest, room);
  }

  void values() {
    const std::vector<std::string> titles = {
        "rank", "mean", "change", "enough", "rules", "one change"};
    const std::vector<std::size_t> widths = {6, 10, 10, 9, 8, 12};
    const std::size_t label = label_beside(std::accumulate(widths.begin(), widths.end(), 0U));
    const auto line = [&](const std::vector<std::string>& cells) {
      std::string text;
      for (std::size_t c = 0; c < cells.size(); ++c) {
        text += right_aligned(cells[c], widths[c]);
      }
      return text;
    };
    row("", line(titles), label);
    const double step = study_.near_margin() / 10.0;
    const auto value = [&](double number) {
      return std::isnan(number) ? std::string("-") : rounded(number, step);
    };
    for (const int o : order_) {
      const v1::StudiedOption& option = study_.options(o);
      row(marked(o),
          line({fmt::format("{}{}", option.rank(), option.is_near_best() ? "~" : " "),
                value(option.mean()),
                value(option.change()),
                fmt::format("{:.0f} %", 100.0 * option.share_good_enough()),
                fmt::format("{}", option.num_rules()),
                value(option.best_change_gain())}),
          label);
    }
    const auto left_out = to_size(study_.options_size()) - order_.size();
    if (left_out > 0) {
      text_ += fmt::format("{}and {} more\n", std::string(kIndent, ' '), left_out);
    }
  }

  /// Which rules prefer which option.
  void rules() {
    // By rank and number, as options of equal means have the same rank.
    std::map<std::pair<std::uint32_t, int>, std::vector<std::string>> by_rank;
    std::vector<std::string> undecided;
    for (const v1::RuleChoice& rule : study_.rules()) {
      if (rule.preferred() < 0) {
        undecided.push_back(rule.rule());
        continue;
      }
      by_rank[{study_.options(rule.preferred()).rank(), rule.preferred()}].push_back(rule.rule());
    }
    text_ += wrapped(fmt::format("Preferred by rule (mean agreement on the order {}):",
                                 std::isnan(study_.mean_agreement())
                                     ? "-"
                                     : fmt::format("{:.2f}", study_.mean_agreement())),
                     2,
                     width_);
    for (const auto& [place, preferring] : by_rank) {
      text_ += wrapped(
          fmt::format("{}: {}", names_.of_option(place.second), fmt::join(preferring, ", ")),
          kIndent,
          width_);
    }
    if (!undecided.empty()) {
      text_ += wrapped(fmt::format("none: {}", fmt::join(undecided, ", ")), kIndent, width_);
    }
  }

  [[nodiscard]] std::size_t width_of(const v1::OptionsForActor& actor) const {
    return std::max(text_width(actor.actor()) + 2, kColumn);
  }

  /// What options do to actors, as many beside each other as fit.
  void actors() {
    if (study_.status_quo() < 0 || study_.actors().empty()) {
      return;
    }
    text_ += wrapped(
        "Draws in which an actor is worse / better off than at the status quo, in %:", 2, width_);
    constexpr std::size_t kLeastLabel = 20;
    int first = 0;
    while (first < study_.actors_size()) {
      std::size_t used = 0;
      int end = first;
      while (
          end < study_.actors_size() &&
          (end == first || kIndent + kLeastLabel + used + width_of(study_.actors(end)) <= width_)) {
        used += width_of(study_.actors(end));
        ++end;
      }
      actor_table(first, end, label_beside(used));
      first = end;
    }
  }

  /// What each option that is shown is called: its name or, if one of them does not fit, its rank,
  /// where no two ranks are equal.
  [[nodiscard]] std::vector<std::string> short_names(std::size_t label) const {
    std::vector<std::string> names;
    std::vector<std::string> ranks;
    bool fit = true;
    for (const int o : order_) {
      const char* const mark = study_.options(o).is_pareto() ? " +" : "";
      names.push_back(names_.of_option(o) + mark);
      ranks.push_back(fmt::format("rank {}{}", study_.options(o).rank(), mark));
      fit = fit && text_width(names.back()) <= label;
    }
    for (std::size_t i = 1; i < order_.size(); ++i) {
      fit = fit || study_.options(order_[i]).rank() == study_.options(order_[i - 1]).rank();
    }
    return fit ? names : ranks;
  }

  void actor_table(int first, int end, std::size_t label) {
    std::string head;
    for (int a = first; a < end; ++a) {
      head += right_aligned(study_.actors(a).actor(), width_of(study_.actors(a)));
    }
    const std::vector<std::string> names = short_names(label);
    row("", head, label);
    for (std::size_t i = 0; i < order_.size(); ++i) {
      std::string cells;
      for (int a = first; a < end; ++a) {
        const v1::OptionForActor& option = study_.actors(a).options(order_[i]);
        const std::string cell =
            std::isnan(option.share_worse())
                ? "-"
                : fmt::format(
                      "{:.0f}/{:.0f}", 100.0 * option.share_worse(), 100.0 * option.share_better());
        cells += right_aligned(cell, width_of(study_.actors(a)));
      }
      row(names[i], cells, label);
    }
  }

  void where_best(const v1::WhereBest& where) {
    const bool is_open = where.share_first() > 0.0 && where.share_first() < 1.0;
    const std::string end = !where.parameters().empty() ? ", by what decides most in %:"
                            : is_open ? "; these draws do not tell which parameter decides."
                                      : ".";
    text_ += wrapped(fmt::format("{} is better than {} in {} of draws{}",
                                 names_.of_option(where.first()),
                                 names_.of_option(where.second()),
                                 percent(where.share_first()),
                                 end),
                     2,
                     width_);
    if (where.parameters_size() == 1) {
      quarters_of_one(where);
    } else if (where.parameters_size() == 2) {
      quarters_of_two(where);
    }
  }

  static std::string share(const v1::WhereBest& where, int cell) {
    return where.counts(cell) == 0 ? "-" : fmt::format("{:.0f}", 100.0 * where.shares(cell));
  }

  /// "up to 0.31", ..., "above 0.62".
  static std::vector<std::string> quarters(const v1::DecidingParameter& of) {
    const double step = (of.bounds(2) - of.bounds(0)) / 100.0;
    std::vector<std::string> found;
    for (const double bound : of.bounds()) {
      found.push_back("to " + rounded(bound, step));
    }
    found.push_back("above");
    return found;
  }

  void quarters_of_one(const v1::WhereBest& where) {
    const std::vector<std::string> columns = quarters(where.parameters(0));
    std::string head;
    std::string cells;
    for (std::size_t q = 0; q < columns.size(); ++q) {
      const std::size_t width = std::max(text_width(columns[q]) + 2, kColumn);
      head += right_aligned(columns[q], width);
      cells += right_aligned(share(where, static_cast<int>(q)), width);
    }
    const std::string& name = where.parameters(0).parameter();
    const std::size_t label = std::min(text_width(name), width_ - kIndent - head.size());
    row(name, head, label);
    row("", cells, label);
  }

  void quarters_of_two(const v1::WhereBest& where) {
    const std::vector<std::string> rows = quarters(where.parameters(0));
    const std::vector<std::string> columns = quarters(where.parameters(1));
    std::size_t label = 0;
    std::string head;
    for (std::size_t q = 0; q < columns.size(); ++q) {
      label = std::max(label, text_width(rows[q]));
      head += right_aligned(columns[q], std::max(text_width(columns[q]) + 2, kColumn));
    }
    text_ += wrapped(fmt::format("down: {} ({}), across: {} ({})",
                                 where.parameters(0).parameter(),
                                 short_percent(where.parameters(0).explained()),
                                 where.parameters(1).parameter(),
                                 short_percent(where.parameters(1).explained())),
                     kIndent,
                     width_);
    row("", head, label);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      std::string cells;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto cell = static_cast<int>(r * columns.size() + c);
        cells += right_aligned(share(where, cell), std::max(text_width(columns[c]) + 2, kColumn));
      }
      row(rows[r], cells, label);
    }
  }

  const v1::OptionStudy& study_;
  OptionNames names_;
  std::size_t width_;
  std::vector<int> order_;  // The options that are shown.
  std::string text_;
};

}  // namespace

std::string options_text(const v1::Result& result,
                         const v1::Scenario& scenario,
                         const OptionsTextSettings& settings) {
  check_studies(result, settings.of);
  if (settings.num_options < 1) {
    throw InvalidArgument("the number of options must be at least 1");
  }
  const std::size_t width = std::max(settings.width, kLeastWidth);
  std::string text = wrapped(what_if_text(what_if_of(result)), 0, width);
  text += wrapped(name_of(scenario), 0, width);
  const auto studies = chosen_studies(result, settings.of);
  text += wrapped(
      fmt::format(
          "What options are worth in the first {} draws{}, solved again. In columns: the "
          "mean, how far it is above the status quo's, in how many draws the option is good "
          "enough, how many of eleven rules of choice prefer it, and what the best change of "
          "one lever adds. Ranks with ~ are near the best; options with + are such that no "
          "other is better for one actor and as good for all.",
          grouped(studies.front()->draws()),
          result.has_posterior() ? ", without the evidence" : ""),
      0,
      width);
  for (const v1::OptionStudy* study : studies) {
    text += StudyWriter(*study, scenario, settings).run();
  }
  return printable(text, "\n");
}

}  // namespace demarche
