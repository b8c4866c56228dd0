// SPDX-License-Identifier: MIT
#include "demarche/simulate/custom.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "../bindings.hpp"
#include "demarche/core/error.hpp"
#include "demarche/simulate/run.hpp"

namespace demarche::python {
namespace {

/// Draws in a call are this many blocks, so that the call and the interpreter's lock cost little.
constexpr int kBlocksPerCall = 16;

/// A callable that may be copied and dropped without the interpreter's lock.
using Callable = std::shared_ptr<const py::object>;

Callable held(py::object callable) {
  return {new py::object(std::move(callable)), [](const py::object* object) {
            const py::gil_scoped_acquire lock;
            delete object;
          }};
}

/// A read-only view, (parameters, draws), that keeps the numbers for as long as it lives.
py::array_t<double> parameter_view(const ParameterBlock& in) {
  using Owner = std::shared_ptr<const AlignedArray>;
  const auto rows = static_cast<py::ssize_t>(in.model->scenario.parameters_size());
  const auto draws = static_cast<py::ssize_t>(in.num_draws);
  const py::capsule owner(new Owner(in.values), [](void* p) { delete static_cast<Owner*>(p); });
  return view<double>(in.values->data(), {rows, draws}, {}, owner);
}

/// Copies an array (draws, axes...) into rows of cells, each with all draws. Python has checked
/// shapes; this keeps a slip there from writing elsewhere.
void copy_table(const py::handle& given, const OpenTable& table, const PayoffBlock& out) {
  const auto array = py::array_t<double>::ensure(given);
  if (!array || array.size() != static_cast<py::ssize_t>(table.num_rows * out.num_draws) ||
      array.ndim() != static_cast<py::ssize_t>(table.sizes.size()) + 1) {
    PyErr_Clear();
    throw InvalidArgument("payoffs must be arrays of numbers, (draws, axes of the table)");
  }
  std::vector<int> place(table.sizes.size(), 0);
  const auto* const data = reinterpret_cast<const char*>(array.data());
  for (std::size_t row = 0; row < table.num_rows; ++row) {
    const char* from = data;
    for (std::size_t axis = 0; axis < place.size(); ++axis) {
      from += array.strides(static_cast<py::ssize_t>(axis) + 1) * place[axis];
    }
    double* const to = out.values + (table.first_row + row) * out.num_draws;
    for (std::size_t draw = 0; draw < out.num_draws; ++draw) {
      to[draw] = *reinterpret_cast<const double*>(from + array.strides(0) *
                                                             static_cast<py::ssize_t>(draw));
    }
    for (std::size_t axis = place.size(); axis-- > 0 && ++place[axis] == table.sizes[axis];) {
      place[axis] = 0;
    }
  }
}

void compute(const py::object& callable, const ParameterBlock& in, const PayoffBlock& out) {
  const py::gil_scoped_acquire lock;
  const auto tables = callable(parameter_view(in)).cast<py::list>();
  const auto& wanted = in.model->open_tables;
  if (tables.size() != wanted.size()) {
    throw InvalidArgument(
        fmt::format("payoffs must give {} tables, got {}", wanted.size(), tables.size()));
  }
  for (std::size_t t = 0; t < wanted.size(); ++t) {
    copy_table(tables[t], wanted[t], out);
  }
}

void evaluate(const py::object& callable, const SolvedDraws& draws, std::span<double> values) {
  const py::gil_scoped_acquire lock;
  const auto rows = static_cast<py::ssize_t>(draws.parameters.model->variables.size());
  const py::array_t<std::int32_t> levels({rows, static_cast<py::ssize_t>(draws.num_draws)},
                                         draws.levels);  // A copy.
  const auto array = DoubleArray::ensure(callable(parameter_view(draws.parameters), levels));
  if (!array || array.ndim() != 1 || array.size() != static_cast<py::ssize_t>(values.size())) {
    PyErr_Clear();
    throw InvalidArgument("a metric must give one number per draw");
  }
  std::copy_n(array.data(), values.size(), values.data());
}

void use_code(RunSettings& settings,
              const std::string& payoffs_name,
              py::object payoffs,
              const std::vector<std::pair<std::string, py::object>>& metrics) {
  CustomCode code{.blocks_per_call = kBlocksPerCall};
  if (!payoffs.is_none()) {
    code.payoffs = {
        payoffs_name,
        [callable = held(std::move(payoffs))](const ParameterBlock& in, const PayoffBlock& out) {
          compute(*callable, in, out);
        }};
  }
  for (const auto& [name, metric] : metrics) {
    code.metrics.push_back(
        {name, [callable = held(metric)](const SolvedDraws& draws, std::span<double> values) {
           evaluate(*callable, draws, values);
         }});
  }
  settings.code = std::move(code);
}

}  // namespace

// Python's payoffs= and metrics= are made of this; shapes are checked there.
void bind_custom(py::module_& module) {
  module.def("use_code",
             &use_code,
             py::arg("settings"),
             py::kw_only(),
             py::arg("payoffs_name"),
             py::arg("payoffs"),
             py::arg("metrics"),
             "Has callables compute open payoffs (None: there are none) and metrics.");
}

}  // namespace demarche::python
