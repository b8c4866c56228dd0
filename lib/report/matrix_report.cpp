// SPDX-License-Identifier: MIT
#include "demarche/report/matrix_report.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "core/csv.hpp"
#include "core/utf8.hpp"
#include "report/answer_json.hpp"
#include "report/explain_solution.hpp"
#include "report/matrix_words.hpp"
#include "report/table_cells.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

using Json = nlohmann::ordered_json;

/// The numbers or flags of a matrix as a list of rows.
template <class Value, class ToJson>
Json rows_json(const PayoffMatrix& matrix, const std::vector<Value>& values, ToJson to_json) {
  Json rows = Json::array();
  for (std::size_t row = 0; !values.empty() && row < matrix.num_rows(); ++row) {
    Json& cells = rows.emplace_back(Json::array());
    for (std::size_t column = 0; column < matrix.num_columns(); ++column) {
      cells.push_back(to_json(values[matrix.index(row, column)]));
    }
  }
  return rows;
}

Json side_json(const Model& model, const PayoffMatrix& matrix, std::size_t side) {
  Json json;
  json["actor"] = model.scenario.actors(matrix.actors[side]).id();
  json["levers"] = lever_names(model, matrix.actors[side]);
  json["strategies"] = Json::array();
  for (std::size_t place = 0; place < matrix.strategies[side].size(); ++place) {
    json["strategies"].push_back(levels_of(model, matrix, side, place));
  }
  json["probabilities"] = matrix.probabilities[side];
  json["payoffs"] = rows_json(matrix, matrix.payoffs[side], number_json);
  json["best"] = rows_json(matrix, matrix.is_best[side], [](bool is_best) { return is_best; });
  return json;
}

Json other_json(const Model& model, const OtherPlay& play) {
  const v1::Actor& actor = model.scenario.actors(play.actor);
  Json json;
  json["actor"] = actor.id();
  json["levers"] = lever_names(model, play.actor);
  json["held"] = play.is_held;
  json["strategies"] = Json::array();
  for (const std::vector<int>& strategy : play.strategies) {
    json["strategies"].push_back(level_ids(actor, strategy));
  }
  json["probabilities"] = play.probabilities;
  return json;
}

/// Both payoffs of a cell, best responses in bold.
std::string markdown_payoffs(const PayoffMatrix& matrix, std::size_t cell) {
  std::array<std::string, 2> shown;
  for (std::size_t side = 0; side < 2; ++side) {
    const bool has_payoff = !matrix.payoffs[side].empty();
    shown[side] = has_payoff ? number(matrix.payoffs[side][cell]) : "-";
    if (has_payoff && matrix.is_best[side][cell]) {
      shown[side] = "**" + shown[side] + "**";
    }
  }
  return fmt::format("{}, {}", shown[0], shown[1]);
}

/// The names of the columns of comma-separated values.
std::string csv_head(const Model& model, const PayoffMatrix& matrix) {
  std::vector<std::string> head;
  for (const int actor : matrix.actors) {
    for (const std::string& lever : lever_names(model, actor)) {
      head.push_back(lever);
    }
  }
  for (const char* what : {"payoff", "best", "probability"}) {
    for (const int actor : matrix.actors) {
      head.push_back(fmt::format("{}_{}", what, model.scenario.actors(actor).id()));
    }
  }
  head.emplace_back("equilibrium");
  return fmt::format("{}\n", fmt::join(head, ","));
}

/// For each strategy of one of the two, its levels, each followed by a comma.
std::vector<std::string> csv_levels(const Model& model,
                                    const PayoffMatrix& matrix,
                                    std::size_t side) {
  std::vector<std::string> all(matrix.strategies[side].size());
  for (std::size_t place = 0; place < all.size(); ++place) {
    for (const std::string& level : levels_of(model, matrix, side, place)) {
      all[place] += csv_cell(level) + ",";
    }
  }
  return all;
}

/// The numbers of a cell, and the end of the line.
std::string csv_numbers(const PayoffMatrix& matrix, std::size_t row, std::size_t column) {
  const std::size_t cell = matrix.index(row, column);
  const std::array<std::size_t, 2> places = {row, column};
  std::string text;
  for (const auto& payoffs : matrix.payoffs) {
    text += (payoffs.empty() ? "" : csv_cell(payoffs[cell])) + ",";
  }
  for (const auto& is_best : matrix.is_best) {
    text += is_best.empty() ? "," : is_best[cell] ? "1," : "0,";
  }
  for (std::size_t side = 0; side < 2; ++side) {
    const std::vector<double>& own = matrix.probabilities[side];
    text += (own.empty() ? "" : csv_cell(own[places[side]])) + ",";
  }
  return text + (matrix.is_equilibrium(cell) ? "1\n" : "0\n");
}

}  // namespace

std::string matrix_csv(const Model& model, const PayoffMatrix& matrix) {
  std::string text = csv_head(model, matrix);
  // Levels of each strategy, once: a large matrix has many cells for each.
  const std::array<std::vector<std::string>, 2> levels = {csv_levels(model, matrix, 0),
                                                          csv_levels(model, matrix, 1)};
  for (std::size_t row = 0; row < matrix.num_rows(); ++row) {
    for (std::size_t column = 0; column < matrix.num_columns(); ++column) {
      text += levels[0][row] + levels[1][column] + csv_numbers(matrix, row, column);
    }
  }
  return text;
}

std::string matrix_json(const Model& model, const Draw& draw, const PayoffMatrix& matrix) {
  Json json;
  json["scenario"] = model.scenario.id();
  json["draw"] = draw.is_of_means ? Json() : Json(draw.number);
  json["concept"] = draw.concept_name;
  json["status"] = std::string(to_string(draw.certificate.status));
  json["rows"] = side_json(model, matrix, 0);
  json["columns"] = side_json(model, matrix, 1);
  json["equilibria"] = Json::array();
  for (std::size_t cell = 0; cell < matrix.num_rows() * matrix.num_columns(); ++cell) {
    if (matrix.is_equilibrium(cell)) {
      json["equilibria"].push_back({cell / matrix.num_columns(), cell % matrix.num_columns()});
    }
  }
  json["others"] = Json::array();
  for (const OtherPlay& play : matrix.others) {
    json["others"].push_back(other_json(model, play));
  }
  return json_text(json);
}

std::string matrix_markdown(const Model& model, const Draw& draw, const PayoffMatrix& matrix) {
  const auto id = [&](std::size_t side) { return model.scenario.actors(matrix.actors[side]).id(); };
  std::string text = fmt::format("# {}\n\n", draw_title(model, draw));
  const std::string what_if = what_if_text(model.what_if);
  text += what_if.empty() ? "" : what_if + "\n\n";
  text += fmt::format(
      "Payoffs of {} (rows) and {} (columns), best responses in bold\n\n|", id(0), id(1));
  for (std::size_t column = 0; column < matrix.num_columns(); ++column) {
    text += " | " + markdown_cell(strategy_name(model, matrix, 1, column));
  }
  text += " |\n|---|";
  for (std::size_t column = 0; column < matrix.num_columns(); ++column) {
    text += "---|";
  }
  text += "\n";
  for (std::size_t row = 0; row < matrix.num_rows(); ++row) {
    text += "| " + markdown_cell(strategy_name(model, matrix, 0, row));
    for (std::size_t column = 0; column < matrix.num_columns(); ++column) {
      text += " | " + markdown_payoffs(matrix, matrix.index(row, column));
    }
    text += " |\n";
  }
  text += matrix.others.empty() ? "" : "\n";
  for (const std::string& line : other_plays(model, matrix)) {
    text += "- " + line + "\n";
  }
  for (const std::string& note : matrix_notes(model, draw, matrix)) {
    text += "\n" + note + "\n";
  }
  return printable(text, "\n");
}

}  // namespace demarche
