// SPDX-License-Identifier: MIT
#include "scenario/check/payoff_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/csv.hpp"
#include "core/paths.hpp"
#include "core/whole_file.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "scenario/language/table_layout.hpp"

namespace demarche {
namespace {

constexpr std::uintmax_t kMaxFileSize = std::uintmax_t{64} << 20;

/// "actor" and "lever" of "actor.lever".
std::pair<std::string, std::string> parts_of(const std::string& lever) {
  const std::size_t dot = std::min(lever.find('.'), lever.size());
  return {lever.substr(0, dot), dot < lever.size() ? lever.substr(dot + 1) : ""};
}

/// The ids of a lever's levels by id and by name; empty if there is no such lever.
std::map<std::string, std::string> levels_by_text(const v1::Scenario& scenario,
                                                  const std::string& name) {
  const auto [actor_id, lever_id] = parts_of(name);
  std::map<std::string, std::string> ids;
  for (const v1::Actor& actor : scenario.actors()) {
    for (const v1::Lever& lever : actor.levers()) {
      if (actor.id() != actor_id || lever.id() != lever_id) {
        continue;
      }
      for (const v1::Level& level : lever.levels()) {
        if (!level.name().empty()) {
          ids.emplace(level.name(), level.id());
        }
      }
      for (const v1::Level& level : lever.levels()) {
        ids[level.id()] = level.id();  // An id goes before another level's name.
      }
    }
  }
  return ids;
}

class Reader {
 public:
  Reader(const v1::Scenario& scenario, std::filesystem::path folder)
      : scenario_(scenario), folder_(std::move(folder)) {}

  /// Fills the table from the file that it names.
  void read(TableNumber number, v1::PayoffTable& table) {
    files.incomplete.insert(number);
    const FieldPath here = {{"actors", number.first}, {"payoff_tables", number.second}};
    if (!table.rows().empty()) {
      refuse(here, "file", "this table has rows, too; give rows or a file");
    } else if (!lies_below(table.file())) {
      refuse(here,
             "file",
             fmt::format("'{}' must lie in the scenario's folder or below", table.file()));
    } else if (const CsvFile* csv = file_of(here, table)) {
      read_rows(*csv, number, table);
    }
  }

  PayoffFiles files;

 private:
  void fail(Position position, std::string message) {
    files.problems.push_back({file_, position, "", std::move(message)});
  }
  void refuse(const FieldPath& table, const char* field, std::string message) {
    files.unreadable.push_back({extended(table, {{field}}), 0, std::move(message)});
  }

  /// The file, or nullptr with a problem. What is wrong within the file is reported once.
  const CsvFile* file_of(const FieldPath& here, const v1::PayoffTable& table) {
    const std::filesystem::path path = folder_ / table.file();
    file_ = path.string();
    if (const auto known = read_.find(file_); known != read_.end()) {
      return known->second ? &*known->second : nullptr;
    }
    std::optional<CsvFile>& csv = read_[file_];
    try {
      csv = read_csv(read_whole_file(path, kMaxFileSize, "a file of payoffs"));
    } catch (const IoError& error) {
      refuse(here, "file", error.what());
      return nullptr;
    }
    for (const CsvFault& fault : csv->faults) {
      fail({fault.line, fault.column}, fault.message);
    }
    if (csv->rows.size() < 2) {
      if (csv->faults.empty() || !csv->rows.empty()) {
        fail({1, 1}, "a file of payoffs has a line of headings and at least one line below it");
      }
      csv.reset();
      return nullptr;
    }
    return &*csv;
  }

  void read_rows(const CsvFile& csv, TableNumber number, v1::PayoffTable& table) {
    const auto columns = columns_of(csv.rows.front(), table);
    if (!columns) {
      return;
    }
    num_rows_ += csv.rows.size() - 1;
    if (num_rows_ > kMaxTableCells) {
      fail({1, 1},
           fmt::format("the payoff files of a scenario have at most {} rows together",
                       kMaxTableCells));
      return;
    }
    std::vector<std::map<std::string, std::string>> levels;
    for (const std::string& lever : table.levers()) {
      levels.push_back(levels_by_text(scenario_, lever));
    }
    auto& places = files.places[number];
    places.file = file_;
    bool is_complete = true;
    for (std::size_t r = 1; r < csv.rows.size(); ++r) {
      const std::vector<CsvCell>& cells = csv.rows[r];
      if (*std::max_element(columns->begin(), columns->end()) >= cells.size()) {
        is_complete = false;
        fail({cells.front().line, cells.front().column},
             fmt::format(
                 "found {} of {} cells in this line", cells.size(), csv.rows.front().size()));
        continue;
      }
      add_row(cells, *columns, levels, table);
      const CsvCell& value = cells[columns->back()];
      places.values.push_back({value.line, value.column});
    }
    if (is_complete) {
      files.incomplete.erase(number);
    }
  }

  void add_row(const std::vector<CsvCell>& cells,
               const std::vector<std::size_t>& columns,
               const std::vector<std::map<std::string, std::string>>& levels,
               v1::PayoffTable& table) {
    v1::PayoffRow& row = *table.add_rows();
    for (std::size_t k = 0; k < levels.size(); ++k) {
      const std::string& text = cells[columns[k]].text;
      const auto known = levels[k].find(text);
      row.add_levels(known == levels[k].end() ? text : known->second);
    }
    const CsvCell& value = cells[columns.back()];
    if (value.text.empty()) {
      fail({value.line, value.column}, "this cell has no value");
    }
    row.set_value(value.text.empty() ? "0" : value.text);
  }

  /// The column of each lever, then that of the values.
  std::optional<std::vector<std::size_t>> columns_of(const std::vector<CsvCell>& headings,
                                                     const v1::PayoffTable& table) {
    std::vector<std::string> known;
    for (const CsvCell& heading : headings) {
      known.push_back(heading.text);
    }
    std::vector<std::size_t> columns;
    for (int k = 0; k < table.levers_size(); ++k) {
      const std::vector<std::string> names = headings_of(k, table);
      const auto named = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
        return std::find(known.begin(), known.end(), name) != known.end();
      });
      if (named == names.end()) {
        fail({1, 1},
             fmt::format("no column is headed '{}'; {}",
                         fmt::join(names, "' or '"),
                         name_hint(names.front(), known, "the headings are")));
      } else if (const auto column = only_column(*named, headings)) {
        columns.push_back(*column);
      }
    }
    const std::string& heading = table.column().empty() ? table.id() : table.column();
    if (std::find(known.begin(), known.end(), heading) == known.end()) {
      fail({1, 1},
           fmt::format("no column is headed '{}'; {}",
                       heading,
                       name_hint(heading, known, "the headings are")));
    } else if (const auto column = only_column(heading, headings)) {
      columns.push_back(*column);
    }
    return columns.size() == static_cast<std::size_t>(table.levers_size()) + 1
               ? std::optional(std::move(columns))
               : std::nullopt;
  }

  /// The headings that a lever's column may have, the full name first. An id that several of the
  /// table's levers or actors share is none.
  static std::vector<std::string> headings_of(int k, const v1::PayoffTable& table) {
    const auto [actor, lever] = parts_of(table.levers(k));
    const auto is_shared = [&](const std::string& name) {
      return std::count_if(
                 table.levers().begin(), table.levers().end(), [&](const std::string& other) {
                   const auto parts = parts_of(other);
                   return parts.first == name || parts.second == name;
                 }) > 1;
    };
    std::vector<std::string> names = {table.levers(k)};
    for (const std::string& name : {lever, actor}) {
      if (!is_shared(name)) {
        names.push_back(name);
      }
    }
    return names;
  }

  /// The column with a heading that is known, or nothing if two columns have it.
  std::optional<std::size_t> only_column(const std::string& name,
                                         const std::vector<CsvCell>& headings) {
    std::optional<std::size_t> column;
    for (std::size_t i = 0; i < headings.size(); ++i) {
      if (headings[i].text != name) {
        continue;
      }
      if (column) {
        fail({headings[i].line, headings[i].column},
             fmt::format("two columns are headed '{}'", name));
        return std::nullopt;
      }
      column = i;
    }
    return column;
  }

  const v1::Scenario& scenario_;
  std::filesystem::path folder_;
  std::map<std::string, std::optional<CsvFile>> read_;  // None for files that are wrong.
  std::string file_;                                    // That of the current table.
  std::size_t num_rows_ = 0;                            // Of all tables.
};

}  // namespace

std::optional<PlaceInFile> PayoffFiles::place(const FieldPath& field) const {
  if (field.size() < 3 || field[1].field != "payoff_tables" || field[2].field != "rows") {
    return std::nullopt;
  }
  const auto found = places.find({field[0].index, field[1].index});
  const auto row = static_cast<std::size_t>(field[2].index);
  if (found == places.end() || row >= found->second.values.size()) {
    return std::nullopt;
  }
  return PlaceInFile{found->second.file, found->second.values[row]};
}

PayoffFiles read_payoff_files(v1::Scenario& scenario, const std::filesystem::path& folder) {
  Reader reader(scenario, folder);
  for (int a = 0; a < scenario.actors_size(); ++a) {
    for (int t = 0; t < scenario.actors(a).payoff_tables_size(); ++t) {
      v1::PayoffTable table = scenario.actors(a).payoff_tables(t);
      if (table.file().empty()) {
        continue;
      }
      reader.read({a, t}, table);
      table.clear_file();
      table.clear_column();
      *scenario.mutable_actors(a)->mutable_payoff_tables(t) = std::move(table);
    }
  }
  return std::move(reader.files);
}

}  // namespace demarche
