// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "core/grouped.hpp"
#include "core/utf8.hpp"
#include "demarche/report/matrix_report.hpp"
#include "report/explain_solution.hpp"
#include "report/matrix_words.hpp"
#include "report/table_cells.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMostEquilibria = 10;  // To be listed below the matrix.
constexpr std::size_t kGap = 2;              // Blanks between columns.

/// "Rows: north, 2 strategies (north.stance)".
std::string side_text(const Model& model,
                      const PayoffMatrix& matrix,
                      std::size_t side,
                      std::string_view what) {
  const std::size_t count = matrix.strategies[side].size();
  const std::vector<std::string> levers = lever_names(model, matrix.actors[side]);
  return fmt::format("{}: {}, {} {} ({})",
                     what,
                     model.scenario.actors(matrix.actors[side]).id(),
                     grouped(count),
                     count == 1 ? "strategy" : "strategies",
                     levers.empty() ? "no lever" : fmt::format("{}", fmt::join(levers, ", ")));
}

/// A line of the printed matrix.
struct Line {
  std::string label;               // Of the row.
  std::string played;              // How likely the solution plays the row's strategy.
  std::vector<std::string> cells;  // One for each column that is shown.
};

class MatrixText {
 public:
  MatrixText(const Model& model,
             const Draw& draw,
             const PayoffMatrix& matrix,
             const MatrixTextSettings& settings)
      : model_(model), draw_(draw), matrix_(matrix), width_(std::max(settings.width, kLeastWidth)) {
    for (std::size_t side = 0; side < 2; ++side) {
      choose_shown(side, settings.limit);
    }
    count_best();
    choose_labels();
  }

  std::string run() {
    add(what_if_text(model_.what_if));
    add(fmt::format("{}, concept {}", draw_title(model_, draw_), draw_.concept_name));
    text_ += "\n";
    add(side_text(model_, matrix_, 0, "Rows"));
    add(side_text(model_, matrix_, 1, "Columns"));
    text_ += "\n";
    print(lines());
    tell_cut();
    tell_names(0, "Row");
    tell_names(1, "Column");
    text_ += "\n";
    add(
        fmt::format("A cell has the payoffs of {} and {}. * is a best response, = one of several "
                    "that tie, and [ ] holds two best responses.",
                    id(0),
                    id(1)));
    tell_equilibria();
    tell_others();
    return std::move(text_);
  }

 private:
  void add(const std::string& words, std::size_t indent = 0) {
    text_ += wrapped(words, indent, width_);
  }
  [[nodiscard]] const std::string& id(std::size_t side) const {
    return model_.scenario.actors(matrix_.actors[side]).id();
  }
  [[nodiscard]] std::string name(std::size_t side, std::size_t place) const {
    return strategy_name(model_, matrix_, side, place);
  }
  /// In which column (of the row actor's payoffs) or row a payoff competes with others.
  [[nodiscard]] std::size_t line_of(std::size_t side, std::size_t cell) const {
    return side == 0 ? cell % matrix_.num_columns() : cell / matrix_.num_columns();
  }

  /// Chooses the strategies that the solution plays most, if not all are shown.
  void choose_shown(std::size_t side, std::size_t limit) {
    std::vector<std::size_t>& shown = shown_[side];
    shown.resize(matrix_.strategies[side].size());
    std::iota(shown.begin(), shown.end(), std::size_t{0});
    if (limit == 0 || limit >= shown.size()) {
      return;
    }
    const std::vector<double>& played = matrix_.probabilities[side];
    if (!played.empty()) {
      std::stable_sort(shown.begin(), shown.end(), [&](std::size_t a, std::size_t b) {
        return played[a] > played[b];
      });
    }
    shown.resize(limit);
    std::sort(shown.begin(), shown.end());
  }

  void count_best() {
    for (std::size_t side = 0; side < 2; ++side) {
      num_best_[side].resize(matrix_.strategies[1 - side].size(), 0);
      for (std::size_t cell = 0; cell < matrix_.is_best[side].size(); ++cell) {
        num_best_[side][line_of(side, cell)] += matrix_.is_best[side][cell] ? 1 : 0;
      }
    }
  }

  /// Names of strategies stand beside the matrix where they are short. Where they are not, numbers
  /// do, and a list below tells the names.
  void choose_labels() {
    const std::array<std::size_t, 2> most = {width_ / 3, width_ / 5};
    for (std::size_t side = 0; side < 2; ++side) {
      std::size_t widest = 0;
      for (const std::size_t place : shown_[side]) {
        labels_[side].push_back(name(side, place));
        widest = std::max(widest, text_width(labels_[side].back()));
      }
      has_numbers_[side] = widest > most[side];
      for (std::size_t k = 0; has_numbers_[side] && k < shown_[side].size(); ++k) {
        labels_[side][k] = fmt::format("{}{}", side == 0 ? 'r' : 'c', shown_[side][k] + 1);
      }
    }
  }

  /// A payoff with its mark, "1.25*"; "-" for an actor without payoffs.
  [[nodiscard]] std::string payoff(std::size_t side, std::size_t cell) const {
    if (matrix_.payoffs[side].empty()) {
      return "- ";
    }
    const bool is_best = matrix_.is_best[side][cell];
    const char mark = !is_best ? ' ' : num_best_[side][line_of(side, cell)] > 1 ? '=' : '*';
    return number(matrix_.payoffs[side][cell]) + mark;
  }

  /// Both payoffs in columns of their own, "[  1.25* -1.25*]".
  [[nodiscard]] std::string cell_text(std::size_t cell,
                                      const std::array<std::size_t, 2>& widths) const {
    const bool is_equilibrium = matrix_.is_equilibrium(cell);
    return fmt::format("{}{:>{}} {:>{}}{}",
                       is_equilibrium ? '[' : ' ',
                       payoff(0, cell),
                       widths[0],
                       payoff(1, cell),
                       widths[1],
                       is_equilibrium ? ']' : ' ');
  }

  /// The widest payoffs of both among the cells that are shown.
  [[nodiscard]] std::array<std::size_t, 2> payoff_widths() const {
    std::array<std::size_t, 2> widths = {0, 0};
    for (const std::size_t row : shown_[0]) {
      for (const std::size_t column : shown_[1]) {
        for (std::size_t side = 0; side < 2; ++side) {
          widths[side] = std::max(widths[side], payoff(side, matrix_.index(row, column)).size());
        }
      }
    }
    return widths;
  }

  [[nodiscard]] std::string played(std::size_t side, std::size_t place) const {
    return percent(matrix_.probabilities[side][place]);
  }

  /// The head, a line with the column actor's play if the draw is solved, and the rows.
  [[nodiscard]] std::vector<Line> lines() const {
    const bool is_solved = !draw_.probabilities.empty();
    const std::array<std::size_t, 2> widths = payoff_widths();
    std::vector<Line> all;
    all.push_back({.label = "", .played = is_solved ? "played" : "", .cells = labels_[1]});
    if (is_solved) {
      Line& line = all.emplace_back();
      line.label = "played";
      for (const std::size_t column : shown_[1]) {
        line.cells.push_back(played(1, column));
      }
    }
    for (std::size_t k = 0; k < shown_[0].size(); ++k) {
      const std::size_t row = shown_[0][k];
      Line& line = all.emplace_back();
      line.label = labels_[0][k];
      line.played = is_solved ? played(0, row) : "";
      for (const std::size_t column : shown_[1]) {
        line.cells.push_back(cell_text(matrix_.index(row, column), widths));
      }
    }
    return all;
  }

  /// Prints lines in as many blocks of columns as the width asks for.
  void print(const std::vector<Line>& lines) {
    std::size_t label = 1;
    std::size_t share = 0;
    std::size_t cell = 1;
    for (const Line& line : lines) {
      label = std::max(label, text_width(line.label));
      share = std::max(share, text_width(line.played));
      for (const std::string& text : line.cells) {
        cell = std::max(cell, text_width(text));
      }
    }
    const std::size_t left = label + (share > 0 ? share + kGap : 0);
    const std::size_t in_block =
        std::max<std::size_t>((width_ - std::min(left, width_)) / (cell + kGap), 1);
    const std::size_t num_columns = shown_[1].size();
    for (std::size_t first = 0; first < num_columns; first += in_block) {
      text_ += first == 0 ? "" : "\n";
      for (const Line& line : lines) {
        std::string text = fitted(line.label, label);
        text += share > 0 ? fmt::format("  {:>{}}", line.played, share) : "";
        for (std::size_t k = first; k < std::min(first + in_block, num_columns); ++k) {
          text += right_aligned(line.cells[k], kGap + cell);
        }
        text_ += table_line(text);
      }
    }
  }

  void tell_cut() {
    const std::array<std::size_t, 2> all = {matrix_.num_rows(), matrix_.num_columns()};
    if (shown_[0].size() < all[0] || shown_[1].size() < all[1]) {
      text_ += "\n";
      add(fmt::format("Shown are {} of {} rows and {} of {} columns{}; a limit of 0 shows all.",
                      grouped(shown_[0].size()),
                      grouped(all[0]),
                      grouped(shown_[1].size()),
                      grouped(all[1]),
                      draw_.probabilities.empty() ? "" : ", those that the solution plays most"));
    }
  }

  /// The names of what has numbers.
  void tell_names(std::size_t side, std::string_view what) {
    if (!has_numbers_[side]) {
      return;
    }
    text_ += "\n";
    for (std::size_t k = 0; k < shown_[side].size(); ++k) {
      add(fmt::format("{} {}: {}", what, labels_[side][k], name(side, shown_[side][k])));
    }
  }

  void tell_equilibria() {
    if (matrix_.is_best[0].empty() || matrix_.is_best[1].empty()) {
      return;
    }
    std::vector<std::size_t> found;
    for (std::size_t cell = 0; cell < matrix_.is_best[0].size(); ++cell) {
      if (matrix_.is_equilibrium(cell)) {
        found.push_back(cell);
      }
    }
    add(found.empty()
            ? "In no cell are both a best response."
            : fmt::format("{} {} two best responses: {} of the two actors{}.",
                          grouped(found.size()),
                          found.size() == 1 ? "cell has" : "cells have",
                          found.size() == 1 ? "a pure equilibrium" : "pure equilibria",
                          matrix_.others.empty() ? "" : " while others stay as they are"));
    for (std::size_t k = 0; k < std::min(kMostEquilibria, found.size()); ++k) {
      add(fmt::format("{}: {}; {}: {}",
                      id(0),
                      name(0, found[k] / matrix_.num_columns()),
                      id(1),
                      name(1, found[k] % matrix_.num_columns())),
          2);
    }
    if (found.size() > kMostEquilibria) {
      add(fmt::format("and {} more", grouped(found.size() - kMostEquilibria)), 2);
    }
  }

  void tell_others() {
    if (!matrix_.others.empty()) {
      text_ += "\n";
      add("Others do what the draw's solution has them do, unless they are held:");
    }
    for (const std::string& line : other_plays(model_, matrix_)) {
      add(line, 2);
    }
    const std::vector<std::string> notes = matrix_notes(model_, draw_, matrix_);
    if (!notes.empty()) {
      text_ += "\n";
      add(fmt::format("{}", fmt::join(notes, " ")));
    }
  }

  const Model& model_;
  const Draw& draw_;
  const PayoffMatrix& matrix_;
  std::size_t width_;
  std::array<std::vector<std::size_t>, 2> shown_;     // Rows and columns.
  std::array<std::vector<std::size_t>, 2> num_best_;  // Best responses of each column and row.
  std::array<std::vector<std::string>, 2> labels_;    // Of rows and columns.
  std::array<bool, 2> has_numbers_ = {};              // Whether labels are no names.
  std::string text_;
};

}  // namespace

std::string matrix_text(const Model& model,
                        const Draw& draw,
                        const PayoffMatrix& matrix,
                        const MatrixTextSettings& settings) {
  return printable(MatrixText(model, draw, matrix, settings).run(), "\n");
}

}  // namespace demarche
