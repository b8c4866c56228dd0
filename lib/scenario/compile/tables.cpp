// SPDX-License-Identifier: MIT
#include "scenario/compile/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "scenario/language/table_layout.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMaxCells = std::size_t{1} << 22;

/// Whether levers ascend, each once.
[[maybe_unused]] bool is_scope(const std::vector<int>& levers) {
  return std::is_sorted(levers.begin(), levers.end(), std::less_equal<>());
}

/// The parameters by their ids. Terms are added up in the order of values' numbers, and so in that
/// of ids: where parameters stand in the file changes no bit.
std::vector<std::uint32_t> parameters_by_id(const Symbols& symbols) {
  std::vector<std::uint32_t> order(symbols.parameters().size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return symbols.parameters()[a] < symbols.parameters()[b];
  });
  return order;
}

/// The numbers of values that belong to the scenario's parameters.
std::vector<ValueId> numbers_of_parameters(const std::vector<std::uint32_t>& by_id) {
  std::vector<ValueId> numbers(by_id.size());
  for (std::size_t number = 0; number < by_id.size(); ++number) {
    numbers[by_id[number]] = static_cast<ValueId>(number);
  }
  return numbers;
}

/// For each parameter by id and each value that code gives, whether it is always 0 or 1.
std::vector<bool> boolean_values(const Symbols& symbols,
                                 const std::vector<std::uint32_t>& by_id,
                                 const std::vector<int>& open_values) {
  std::vector<bool> is_boolean;
  for (const std::uint32_t parameter : by_id) {
    is_boolean.push_back(symbols.is_boolean_parameter(static_cast<int>(parameter)));
  }
  is_boolean.resize(
      is_boolean.size() +
          static_cast<std::size_t>(std::count_if(
              open_values.begin(), open_values.end(), [](int value) { return value >= 0; })),
      false);
  return is_boolean;
}

/// Turns rows among the values that code gives into numbers of values, which count the scenario's
/// parameters first; -1 stays.
std::vector<int> after_parameters(std::vector<int> rows, const Symbols& symbols) {
  for (int& row : rows) {
    row = row < 0 ? row : row + static_cast<int>(symbols.parameters().size());
  }
  return rows;
}

/// Finds the features that some values depend on, and numbers them without gaps.
class Pruner {
 public:
  explicit Pruner(const FeatureBuilder& builder)
      : features_(builder.features()),
        num_parameters_(builder.num_parameters()),
        numbers_(features_.size(), 0) {}

  void need(ValueId value) {
    if (value >= num_parameters_) {
      numbers_[value - num_parameters_] = 1;
    }
  }

  std::vector<FeatureProgram::Instruction> run() {
    for (std::size_t i = features_.size(); i-- > 0;) {
      if (numbers_[i] != 0) {
        std::for_each(features_[i].arguments.begin(), features_[i].arguments.end(), [&](ValueId v) {
          need(v);
        });
      }
    }
    std::vector<FeatureProgram::Instruction> kept;
    for (std::size_t i = 0; i < features_.size(); ++i) {
      if (numbers_[i] != 0) {
        numbers_[i] = static_cast<ValueId>(num_parameters_ + kept.size());
        kept.push_back(features_[i]);
        for (ValueId& argument : kept.back().arguments) {
          argument = number(argument);
        }
      }
    }
    return kept;
  }

  ValueId number(ValueId value) const {
    return value < num_parameters_ ? value : numbers_[value - num_parameters_];
  }

 private:
  const std::vector<FeatureProgram::Instruction>& features_;
  std::size_t num_parameters_;
  std::vector<ValueId> numbers_;  // Of each feature; 0 if it is not needed.
};

}  // namespace

Linear LinearDomain::constant(double x) const {
  builder->charge_operations(1);
  return {x, {}};
}

Linear LinearDomain::parameter(int index) const {
  const auto i = static_cast<std::size_t>(index);
  assert(i < parameters.size() + open_values.size());
  if (i < parameters.size()) {
    return builder->parameter(static_cast<int>(parameters[i]));
  }
  const int value = open_values[i - parameters.size()];
  return value < 0 ? Linear{} : builder->parameter(value);
}

Linear LinearDomain::any_of(double /*low*/, double /*high*/) const {
  return {std::nan(""), {}};
}

Linear LinearDomain::apply(Operator op, const std::vector<Linear>& arguments) const {
  builder->charge_operations(arguments.size());
  return builder->apply(op, arguments);
}

std::optional<bool> LinearDomain::truth(const Linear& condition) {
  return condition.is_constant() && !std::isnan(condition.constant)
             ? std::optional(condition.constant != 0.0)
             : std::nullopt;
}

TableCompiler::TableCompiler(const Symbols& symbols, std::vector<int> open_rows)
    : symbols_(symbols),
      by_id_(parameters_by_id(symbols)),
      numbers_(numbers_of_parameters(by_id_)),
      open_values_(after_parameters(std::move(open_rows), symbols)),
      builder_(boolean_values(symbols, by_id_, open_values_)),
      walker_(symbols, {&builder_, numbers_, open_values_}),
      splitter_(symbols) {
  assert(open_values_.size() == symbols.num_open_values());
}

std::size_t TableCompiler::checked_cells(const std::vector<int>& scope) {
  const double combinations = num_combinations(scope, symbols_);
  if (combinations > static_cast<double>(kMaxTableCells)) {
    std::vector<std::string> names;
    for (const int lever : scope) {
      names.push_back(symbols_.levers()[static_cast<std::size_t>(lever)].name);
    }
    throw LimitExceeded{
        fmt::format("{} levers meet in one term that is no sum over fewer of them, in {:.3g} "
                    "combinations; at most {} fit ({})",
                    scope.size(),
                    combinations,
                    kMaxTableCells,
                    fmt::join(names, ", "))};
  }
  const auto num_cells = static_cast<std::size_t>(combinations);
  num_folded_ += num_cells;
  if (num_folded_ > kMaxCells) {
    throw LimitExceeded{
        fmt::format("the tables of the scenario have more than {} cells", kMaxCells)};
  }
  return num_cells;
}

std::vector<CellTable> TableCompiler::fold(const PieceGroups& groups) {
  std::vector<CellTable> tables;
  for (const auto& [scope, pieces] : groups) {
    CellTable table = fold(scope, pieces);
    const bool is_zero = std::all_of(table.cells.begin(),
                                     table.cells.end(),
                                     [&](std::uint32_t cell) { return cells_[cell].is_zero(); });
    if (!is_zero) {
      tables.push_back(std::move(table));
    }
  }
  return tables;
}

CellTable TableCompiler::fold(const std::vector<int>& scope, const std::vector<Piece>& pieces) {
  assert(is_scope(scope));
  assert(std::all_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return std::includes(scope.begin(), scope.end(), piece.scope.begin(), piece.scope.end());
  }));
  const std::size_t num_cells = checked_cells(scope);
  CellTable table{scope, {}};
  table.cells.reserve(num_cells);
  const auto levels = walker_.levels();
  std::fill(levels.begin(), levels.end(), -1);
  for (std::size_t cell = 0; cell < num_cells; ++cell) {
    std::size_t rest = cell;
    for (auto lever = scope.rbegin(); lever != scope.rend(); ++lever) {
      levels[static_cast<std::size_t>(*lever)] =
          static_cast<int>(rest % symbols_.num_levels(*lever));
      rest /= symbols_.num_levels(*lever);
    }
    Linear sum;
    for (const Piece& piece : pieces) {
      sum = builder_.add(sum, fold_piece(piece));
    }
    table.cells.push_back(intern(std::move(sum)));
  }
  return table;
}

Linear TableCompiler::fold_piece(const Piece& piece) {
  std::vector<Guard> open;
  std::vector<Linear> conditions;
  for (const Guard& guard : piece.guards) {
    Linear condition = walker_.value(*guard.node);
    const auto is_true = LinearDomain::truth(condition);
    if (is_true && *is_true != guard.wanted) {
      return {};
    }
    if (!is_true) {
      open.push_back(guard);
      conditions.push_back(std::move(condition));
    }
  }
  Linear value{piece.sign, {}};
  for (const ResolvedNode* factor : piece.factors) {
    value = builder_.multiply(value, walker_.value(*factor));
  }
  for (const ResolvedNode* divisor : piece.divisors) {
    value = builder_.apply(Operator::divide, {value, walker_.value(*divisor)});
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    std::vector<Linear> arguments = {conditions[i], value, Linear{}};
    if (!open[i].wanted) {
      std::swap(arguments[1], arguments[2]);
    }
    value = builder_.apply(Operator::conditional, arguments);
  }
  return value;
}

std::uint32_t TableCompiler::intern(Linear cell) {
  const std::uint64_t hash = hash_of(cell);
  const auto [first, last] = cell_ids_.equal_range(hash);
  for (auto found = first; found != last; ++found) {
    if (have_same_bits(cells_[found->second], cell)) {
      return found->second;
    }
  }
  builder_.charge_coefficients(cell.terms.size());
  const auto id = static_cast<std::uint32_t>(cells_.size());
  cells_.push_back(std::move(cell));
  cell_ids_.emplace(hash, id);
  return id;
}

std::vector<CellTable> TableCompiler::fix(const std::vector<CellTable>& tables,
                                          std::span<const int> levers,
                                          std::span<const int> levels) {
  assert(levers.size() == levels.size());
  std::vector<CellTable> fixed;
  std::map<std::vector<int>, CellTable> sums;
  for (const CellTable& table : tables) {
    const bool is_touched = std::any_of(levers.begin(), levers.end(), [&](int lever) {
      return std::binary_search(table.scope.begin(), table.scope.end(), lever);
    });
    if (!is_touched) {
      fixed.push_back(table);
      continue;
    }
    CellTable part = slice(table, levers, levels);
    const auto [sum, is_new] = sums.emplace(part.scope, part);
    if (!is_new) {
      for (std::size_t c = 0; c < part.cells.size(); ++c) {
        std::uint32_t& cell = sum->second.cells[c];
        cell = intern(builder_.add(cells_[cell], cells_[part.cells[c]]));
      }
    }
  }
  for (auto& [scope, table] : sums) {
    fixed.push_back(std::move(table));
  }
  return fixed;
}

CellTable TableCompiler::slice(const CellTable& table,
                               std::span<const int> levers,
                               std::span<const int> levels) {
  assert(is_scope(table.scope));
  CellTable part;
  std::vector<std::size_t> strides;
  std::size_t start = 0;
  std::size_t stride = 1;
  for (std::size_t k = table.scope.size(); k-- > 0;) {
    const int lever = table.scope[k];
    const auto found = std::find(levers.begin(), levers.end(), lever);
    if (found == levers.end()) {
      part.scope.insert(part.scope.begin(), lever);
      strides.insert(strides.begin(), stride);
    } else {
      start += stride *
               static_cast<std::size_t>(levels[static_cast<std::size_t>(found - levers.begin())]);
    }
    stride *= symbols_.num_levels(lever);
  }
  const std::size_t num_cells = checked_cells(part.scope);
  part.cells.reserve(num_cells);
  for (std::size_t cell = 0; cell < num_cells; ++cell) {
    std::size_t rest = cell;
    std::size_t from = start;
    for (std::size_t k = part.scope.size(); k-- > 0;) {
      from += strides[k] * (rest % symbols_.num_levels(part.scope[k]));
      rest /= symbols_.num_levels(part.scope[k]);
    }
    part.cells.push_back(table.cells[from]);
  }
  return part;
}

FactorTable TableCompiler::place(const CellTable& table) {
  assert(is_scope(table.scope));
  assert(static_cast<double>(table.cells.size()) == num_combinations(table.scope, symbols_));
  assert(std::all_of(table.cells.begin(), table.cells.end(), [&](std::uint32_t cell) {
    return cell < cells_.size();
  }));
  const auto [found, is_new] = first_rows_.emplace(table, rows_.size());
  if (is_new) {
    rows_.insert(rows_.end(), table.cells.begin(), table.cells.end());
    for (const std::uint32_t cell : table.cells) {
      builder_.charge_coefficients(cells_[cell].terms.size());
    }
  }
  return {table.scope, found->second, table.cells.size()};
}

FeatureProgram TableCompiler::program() const {
  Pruner pruner(builder_);
  for (const std::uint32_t row : rows_) {
    for (const auto& [value, coefficient] : cells_[row].terms) {
      pruner.need(value);
    }
  }
  auto features = pruner.run();
  // Parameters are numbered by their ids up to here, and stand in the scenario's order from here
  // on.
  const auto in_file_order = [&](ValueId value) {
    return value < by_id_.size() ? by_id_[value] : value;
  };
  for (FeatureProgram::Instruction& feature : features) {
    std::transform(feature.arguments.begin(),
                   feature.arguments.end(),
                   feature.arguments.begin(),
                   in_file_order);
  }
  std::vector<FeatureProgram::Cell> cells;
  cells.reserve(rows_.size());
  for (const std::uint32_t row : rows_) {
    FeatureProgram::Cell& cell = cells.emplace_back();
    cell.constant = cells_[row].constant;
    for (const auto& [value, coefficient] : cells_[row].terms) {
      cell.values.push_back(in_file_order(pruner.number(value)));
      cell.coefficients.push_back(coefficient);
    }
  }
  return {builder_.num_parameters(), std::move(features), std::move(cells)};
}

}  // namespace demarche
