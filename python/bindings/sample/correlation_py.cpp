// SPDX-License-Identifier: MIT
#include "demarche/sample/correlation.hpp"

#include <pybind11/eigen.h>

#include <tuple>

#include "../bindings.hpp"

namespace demarche::python {
namespace {

using Entry = std::tuple<std::size_t, std::size_t, double>;

constexpr auto kGaussianDoc = R"doc(
Correlations of the normal variables behind a Gaussian copula with given rank correlations.

Parameters
----------
n : int
    Number of dimensions.
entries : sequence of (int, int, float)
    Two dimensions and Spearman's rank correlation, in (-1, 1).

Returns
-------
numpy.ndarray
    Shape ``(n, n)``: ``2 sin(pi/6 value)``, 1 on the diagonal, 0 where no entry says otherwise.

Examples
--------
>>> demarche.gaussian_correlations(2, [(0, 1, 0.5)]).round(3)
array([[1.   , 0.518],
       [0.518, 1.   ]])
)doc";

std::vector<RankCorrelationEntry> to_entries(const std::vector<Entry>& entries) {
  std::vector<RankCorrelationEntry> all;
  for (const auto& [first, second, value] : entries) {
    all.push_back({.first = first, .second = second, .value = value});
  }
  return all;
}

}  // namespace

void bind_correlation(py::module_& module) {
  module.def(
      "gaussian_correlations",
      [](std::size_t n, const std::vector<Entry>& entries) {
        return gaussian_correlations(n, to_entries(entries));
      },
      py::arg("n"),
      py::arg("entries"),
      kGaussianDoc);
  module.def(
      "repaired_correlations",
      [](const Matrix& matrix) { return repaired_correlations(matrix); },
      py::arg("matrix"),
      "A positive definite correlation matrix near `matrix` (symmetric, unit diagonal).");
}

}  // namespace demarche::python
