// SPDX-License-Identifier: MIT
#include "solve/supports/support_pieces.hpp"

#include <cassert>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

/// Replaces slice `moved` of a tensor along an axis by its mean with slice `kept`.
void average(std::vector<double>& tensor,
             std::size_t stride,
             std::size_t size,
             std::size_t moved,
             std::size_t kept) {
  for (std::size_t outer = 0; outer < tensor.size(); outer += stride * size) {
    for (std::size_t inner = 0; inner < stride; ++inner) {
      double& entry = tensor[outer + moved * stride + inner];
      entry = 0.5 * (entry + tensor[outer + kept * stride + inner]);
    }
  }
}

/// An edge of one player's simplex, between two of its corners.
struct Edge {
  std::size_t player = 0;
  std::size_t a = 0;
  std::size_t b = 0;
  double length = 0.0;  ///< The sum of absolute differences of probabilities.
};

Edge longest_edge(const SupportPiece& piece, const std::vector<std::size_t>& sizes) {
  Edge longest;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::size_t n = sizes[i];
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t l = k + 1; l < n; ++l) {
        double length = 0.0;
        for (std::size_t s = 0; s < n; ++s) {
          length += std::abs(piece.corners[i][k * n + s] - piece.corners[i][l * n + s]);
        }
        if (length > longest.length) {
          longest = {i, k, l, length};
        }
      }
    }
  }
  return longest;
}

}  // namespace

SupportPieces::SupportPieces(const NormalFormGame& game,
                             const std::vector<std::vector<int>>& supports)
    : game_(game), supports_(supports) {
  assert(supports.size() == game.num_players());
  for (const auto& support : supports_) {
    assert(!support.empty());
    sizes_.push_back(support.size());
    num_combinations_ *= support.size();
    num_unknowns_ += static_cast<Index>(support.size()) - 1;
  }
  for (std::size_t i = 0; i < num_players(); ++i) {
    strides_.push_back(strides_without(i));
  }
  place_.assign(num_players(), std::vector<std::size_t>(num_combinations_, 0));
  corner_ = place_;
  for (std::size_t w = 0; w < num_combinations_; ++w) {
    std::size_t rest = w;
    for (std::size_t j = num_players(); j-- > 0;) {
      corner_[j][w] = rest % sizes_[j];
      rest /= sizes_[j];
    }
    for (std::size_t i = 0; i < num_players(); ++i) {
      for (std::size_t j = 0; j < num_players(); ++j) {
        place_[i][w] += strides_[i][j] * corner_[j][w];
      }
    }
  }
}

/// Row-major strides over the corners of all players but `player`, whose own stride is 0.
std::vector<std::size_t> SupportPieces::strides_without(std::size_t player) const {
  std::vector<std::size_t> strides(num_players(), 0);
  std::size_t stride = 1;
  for (std::size_t j = num_players(); j-- > 0;) {
    if (j != player) {
      strides[j] = stride;
      stride *= sizes_[j];
    }
  }
  return strides;
}

std::size_t SupportPieces::stride(std::size_t player) const {
  std::size_t stride = 1;
  for (std::size_t j = player + 1; j < num_players(); ++j) {
    stride *= sizes_[j];
  }
  return stride;
}

SupportPiece SupportPieces::whole() const {
  SupportPiece piece;
  for (std::size_t i = 0; i < num_players(); ++i) {
    auto& corners = piece.corners.emplace_back(sizes_[i] * sizes_[i], 0.0);
    for (std::size_t k = 0; k < sizes_[i]; ++k) {
      corners[k * sizes_[i] + k] = 1.0;
    }
    const int num_strategies = game_.num_strategies()[i];
    auto& payoffs =
        piece.payoffs.emplace_back(num_others(i) * static_cast<std::size_t>(num_strategies));
    std::vector<int> profile(num_players());
    for (std::size_t w = 0; w < num_combinations_; ++w) {
      for (std::size_t j = 0; j < num_players(); ++j) {
        profile[j] = supports_[j][corner_[j][w]];
      }
      for (int s = 0; s < num_strategies; ++s) {
        profile[i] = s;
        payoffs[static_cast<std::size_t>(s) * num_others(i) + place_[i][w]] =
            game_.payoffs(i)[game_.profile_index(profile)];
      }
    }
  }
  return piece;
}

bool SupportPieces::has_dominated(const SupportPiece& piece, double margin) const {
  for (std::size_t i = 0; i < num_players(); ++i) {
    const std::size_t others = num_others(i);
    const double* payoffs = piece.payoffs[i].data();
    for (const int played : supports_[i]) {
      const double* own = payoffs + static_cast<std::size_t>(played) * others;
      for (int t = 0; t < game_.num_strategies()[i]; ++t) {
        const double* other = payoffs + static_cast<std::size_t>(t) * others;
        bool dominates = t != played;
        for (std::size_t c = 0; dominates && c < others; ++c) {
          dominates = other[c] > own[c] + margin;
        }
        if (dominates) {
          return true;
        }
      }
    }
  }
  return false;
}

bool SupportPieces::divide(const SupportPiece& piece,
                           double smallest,
                           std::vector<SupportPiece>& halves) const {
  const Edge edge = longest_edge(piece, sizes_);
  if (edge.length < smallest) {
    return false;
  }
  const std::size_t n = sizes_[edge.player];
  for (const auto& [moved, kept] : {std::pair(edge.a, edge.b), std::pair(edge.b, edge.a)}) {
    SupportPiece& half = halves.emplace_back(piece);
    for (std::size_t s = 0; s < n; ++s) {
      half.corners[edge.player][moved * n + s] = 0.5 * (piece.corners[edge.player][moved * n + s] +
                                                        piece.corners[edge.player][kept * n + s]);
    }
    for (std::size_t i = 0; i < num_players(); ++i) {
      if (i != edge.player) {
        average(half.payoffs[i], strides_[i][edge.player], n, moved, kept);
      }
    }
  }
  return true;
}

Vector SupportPieces::middle() const {
  Vector unknowns(num_unknowns_);
  Index row = 0;
  for (const std::size_t size : sizes_) {
    for (std::size_t k = 1; k < size; ++k) {
      unknowns[row++] = 1.0 / static_cast<double>(size);
    }
  }
  return unknowns;
}

std::vector<std::vector<double>> SupportPieces::coordinates(const Vector& unknowns) const {
  std::vector<std::vector<double>> weights;
  Index row = 0;
  for (const std::size_t size : sizes_) {
    auto& own = weights.emplace_back(1, 1.0);
    for (std::size_t k = 1; k < size; ++k) {
      own.push_back(unknowns[row++]);
      own[0] -= own.back();
    }
  }
  return weights;
}

MixedProfile SupportPieces::profile(const SupportPiece& piece, const Vector& unknowns) const {
  const auto weights = coordinates(unknowns);
  MixedProfile profile;
  for (std::size_t i = 0; i < num_players(); ++i) {
    auto& strategy = profile.emplace_back(static_cast<std::size_t>(game_.num_strategies()[i]), 0.0);
    for (std::size_t k = 0; k < sizes_[i]; ++k) {
      for (std::size_t s = 0; s < sizes_[i]; ++s) {
        strategy[static_cast<std::size_t>(supports_[i][s])] +=
            weights[i][k] * piece.corners[i][k * sizes_[i] + s];
      }
    }
  }
  return profile;
}

}  // namespace demarche
