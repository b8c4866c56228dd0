// SPDX-License-Identifier: MIT
#include "demarche/report/probability_words.hpp"
#include "demarche/simulate/estimate.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "../bindings.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {
namespace {

constexpr auto kIntervalDoc = R"doc(
The Wilson score interval (95 %) of a mean of numbers in [0, 1].

Parameters
----------
mean : float
    Of the numbers.
standard_error : float
    Of the mean.
count : int
    How many numbers; its effective size is never taken to be smaller.

Returns
-------
tuple of float
    Low and high; ``(0, 1)`` if `count` is 0.
)doc";

constexpr auto kPhraseDoc = R"doc(
The phrase of Intelligence Community Directive 203 for a probability.

Parameters
----------
probability : float
    In [0, 1].

Examples
--------
>>> demarche.icd_203_phrase(0.6)
'likely'
)doc";

constexpr auto kWordsDoc = R"doc(
The phrase of a probability with its range, or both phrases where an interval crosses a threshold.

Parameters
----------
low, high : float
    The ends of an interval around the probability, with ``0 <= low <= high <= 1``.
scale : str
    ``"icd203"``, ``"phia"`` or ``"ipcc"``.

Raises
------
InvalidArgument
    If these are no interval, or there is no such scale.

Examples
--------
>>> demarche.probability_words(0.587, 0.605)
'likely (55–80 %)'
>>> demarche.probability_words(0.439, 0.458)
'unlikely to roughly even chance (20–55 %)'
)doc";

}  // namespace

void bind_estimate(py::module_& module) {
  module.def(
      "probability_interval",
      [](double mean, double standard_error, std::uint64_t count) {
        const ProbabilityInterval interval = probability_interval(mean, standard_error, count);
        return std::pair(interval.low, interval.high);
      },
      py::arg("mean"),
      py::arg("standard_error"),
      py::arg("count"),
      kIntervalDoc);
  module.def(
      "icd_203_phrase",
      [](double probability) {
        if (!(probability >= 0.0 && probability <= 1.0)) {
          throw InvalidArgument(fmt::format("probability must be in [0, 1], got {}", probability));
        }
        return std::string(icd_203_phrase(probability));
      },
      py::arg("probability"),
      kPhraseDoc);
  module.def(
      "probability_words",
      [](double low, double high, const std::string& scale) {
        return probability_words(low, high, word_scale(scale));
      },
      py::arg("low"),
      py::arg("high"),
      py::arg("scale") = "icd203",
      kWordsDoc);
}

}  // namespace demarche::python
