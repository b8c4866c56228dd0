// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "core/rational.hpp"
#include "demarche/game/extensive_game.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "game/integer_tree.hpp"

namespace demarche {

/// Sums of payoffs in doubles.
class DoubleSums {
 public:
  DoubleSums(const ExtensiveGame& game, NormalFormGame& form) : game_(game), form_(form) {}

  /// Starts to pay what stands at node `v`, which chance's moves reach with `probability`.
  void start(std::size_t v, double probability) {
    payoffs_ = &game_.outcomes[*game_.nodes[v].outcome].payoffs;
    probability_ = probability;
  }
  /// Pays it at a profile.
  void pay(std::size_t profile) {
    for (std::size_t i = 0; i < payoffs_->size(); ++i) {
      form_.payoffs(i)[profile] += probability_ * (*payoffs_)[i];
    }
  }

 private:
  const ExtensiveGame& game_;
  NormalFormGame& form_;
  const std::vector<double>* payoffs_ = nullptr;
  double probability_ = 1.0;
};

/// Sums of payoffs in integers, with the common denominators of an IntegerTree. `Number` holds the
/// integers: doubles, if none of them exceeds 2^53, or Integer.
template <class Number>
class IntegerSums {
 public:
  IntegerSums(const ExtensiveGame& game, const IntegerTree& tree, NormalFormGame& form)
      : game_(game),
        tree_(tree),
        form_(form),
        terms_(form.num_players()),
        sums_(form.num_players() * form.num_profiles()) {}

  void start(std::size_t v, double /*probability*/) {
    const Integer& weight = tree_.weights[tree_.weight_of[v]];
    const std::vector<Integer>& payoffs = tree_.payoffs[*game_.nodes[v].outcome];
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      terms_[i] = static_cast<Number>(Integer(weight * payoffs[i]));
    }
  }
  void pay(std::size_t profile) {
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      sums_[i * form_.num_profiles() + profile] += terms_[i];
    }
  }
  /// Divides the sums by the denominators and gives them to the form.
  void finish() {
    std::vector<Fraction> exact;
    exact.reserve(sums_.size());
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      const Integer scale = tree_.weight_scale * tree_.payoff_scales[i];
      for (std::size_t p = 0; p < form_.num_profiles(); ++p) {
        exact.push_back(to_fraction(Rational(Integer(sums_[i * form_.num_profiles() + p]), scale)));
      }
    }
    form_.set_exact_payoffs(std::move(exact));
  }

 private:
  const ExtensiveGame& game_;
  const IntegerTree& tree_;
  NormalFormGame& form_;
  std::vector<Number> terms_;  // What the node pays each player at each profile.
  std::vector<Number> sums_;   // [player][profile]
};

}  // namespace demarche
