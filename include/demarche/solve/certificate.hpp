// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include "demarche/core/types.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// What vouches for one game's answer.
struct Certificate {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How solving ended.
  int num_equilibria = 0;                               ///< The answers found; see AnswerCount.
  bool is_complete = false;    ///< The equilibria listed are known to be all there are.
  bool is_degenerate = false;  ///< A tie was met: there may be a continuum.
  double max_regret = 0.0;     ///< Largest gain of one player by deviating, over all equilibria.
  double residual = 0.0;       ///< The concept's own measure of error; see ResidualKind.
  int iterations = 0;          ///< Work done, in the unit that Concept::work names.

  /// Whether all fields are equal.
  [[nodiscard]] bool operator==(const Certificate&) const = default;
};

/// The certificates of a block of games, one array per field: `certificates[lane].status` and
/// `certificates.status[lane]` are the same object.
struct Certificates {
  /// The certificate of one lane, in place, with the fields of a Certificate.
  struct Reference {
    SolveStatus& status;  ///< Certificate::status
    int& num_equilibria;  ///< Certificate::num_equilibria
    bool& is_complete;    ///< Certificate::is_complete
    bool& is_degenerate;  ///< Certificate::is_degenerate
    double& max_regret;   ///< Certificate::max_regret
    double& residual;     ///< Certificate::residual
    int& iterations;      ///< Certificate::iterations

    /// Refers to a lane of `all`.
    Reference(Certificates& all, std::size_t lane);
    /// Refers to the same lane.
    Reference(const Reference&) = default;
    ~Reference() = default;
    // Assignment writes through the reference, so a constant Reference may be assigned to.
    // NOLINTBEGIN(misc-unconventional-assign-operator)
    /// Writes the certificate of the lane.
    const Reference& operator=(const Certificate& certificate) const;
    /// Copies the certificate of another lane.
    const Reference& operator=(const Reference& other) const {
      return *this = static_cast<Certificate>(other);
    }
    // NOLINTEND(misc-unconventional-assign-operator)
    /// A copy of the lane's certificate.
    operator Certificate() const;  // NOLINT(google-explicit-constructor): stands for one.
  };

  /// No lane is solved.
  Certificates() { fill({}); }  // NOLINT(cppcoreguidelines-pro-type-member-init): fill() does.
  /// A copy of the certificate of a lane.
  [[nodiscard]] Certificate operator[](std::size_t lane) const;
  /// The certificate of a lane, to be changed.
  [[nodiscard]] Reference operator[](std::size_t lane) { return {*this, lane}; }
  /// Gives every lane the same certificate.
  void fill(const Certificate& certificate);

  alignas(64) std::array<SolveStatus, kBlockLanes> status;  ///< [lane]
  alignas(64) std::array<int, kBlockLanes> num_equilibria;  ///< [lane]
  alignas(64) std::array<bool, kBlockLanes> is_complete;    ///< [lane]
  alignas(64) std::array<bool, kBlockLanes> is_degenerate;  ///< [lane]
  alignas(64) std::array<double, kBlockLanes> max_regret;   ///< [lane]
  alignas(64) std::array<double, kBlockLanes> residual;     ///< [lane]
  alignas(64) std::array<int, kBlockLanes> iterations;      ///< [lane]
};

inline Certificates::Reference::Reference(Certificates& all, std::size_t lane)
    : status(all.status[lane]),
      num_equilibria(all.num_equilibria[lane]),
      is_complete(all.is_complete[lane]),
      is_degenerate(all.is_degenerate[lane]),
      max_regret(all.max_regret[lane]),
      residual(all.residual[lane]),
      iterations(all.iterations[lane]) {}

// NOLINTNEXTLINE(misc-unconventional-assign-operator): see its declaration.
inline const Certificates::Reference& Certificates::Reference::operator=(
    const Certificate& certificate) const {
  status = certificate.status;
  num_equilibria = certificate.num_equilibria;
  is_complete = certificate.is_complete;
  is_degenerate = certificate.is_degenerate;
  max_regret = certificate.max_regret;
  residual = certificate.residual;
  iterations = certificate.iterations;
  return *this;
}

inline Certificates::Reference::operator Certificate() const {
  return {.status = status,
          .num_equilibria = num_equilibria,
          .is_complete = is_complete,
          .is_degenerate = is_degenerate,
          .max_regret = max_regret,
          .residual = residual,
          .iterations = iterations};
}

inline Certificate Certificates::operator[](std::size_t lane) const {
  return {.status = status[lane],
          .num_equilibria = num_equilibria[lane],
          .is_complete = is_complete[lane],
          .is_degenerate = is_degenerate[lane],
          .max_regret = max_regret[lane],
          .residual = residual[lane],
          .iterations = iterations[lane]};
}

}  // namespace demarche
