// SPDX-License-Identifier: MIT
#include "demarche/game/efg_format.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "core/rational.hpp"
#include "game/exact_numbers.hpp"
#include "game/game_text_file.hpp"
#include "game/game_text_reader.hpp"

namespace demarche {
namespace {

using Kind = GameTokenKind;

constexpr std::size_t kMaxNodes = std::size_t{1} << 22;
constexpr std::size_t kMostShown = 40;  // Bytes of a name in a message.
constexpr int kMostInt = std::numeric_limits<int>::max();

/// A node that still misses some of its children.
struct OpenNode {
  std::size_t node = 0;
  std::size_t num_children = 0;
};

/// What a node says about its information set, and where in the file.
struct SetDescription {
  std::size_t offset = 0;
  InformationSet set;
};

/// Reads the nodes in prefix order and keeps a stack of those that still miss children.
class EfgReader {
 public:
  explicit EfgReader(GameTextReader& in) : in_(in) {}

  ExtensiveGame read() {
    game_.title = in_.header("EFG", "2");
    const std::size_t players_at = in_.peek().offset;
    game_.player_names = in_.names("the players' names");
    if (game_.player_names.empty()) {
      in_.stop(players_at, "a game needs at least one player");
    }
    if (in_.is_next(Kind::string)) {
      game_.comment = in_.take().text;
    }
    // The file has the tree in prefix order. A stack instead of recursion, since a tree may be a
    // million nodes deep.
    do {
      read_node();
      while (!open_.empty() &&
             game_.nodes[open_.back().node].children.size() == open_.back().num_children) {
        open_.pop_back();
      }
    } while (!open_.empty());
    if (!in_.is_next(Kind::end)) {
      in_.fail(in_.peek().offset,
               fmt::format("the tree is complete; expected the end of the file, found {}",
                           in_.peek().describe()));
    }
    return std::move(game_);
  }

 private:
  void read_node() {
    const GameToken& kind = in_.peek();
    const bool is_known =
        kind.kind == Kind::word && (kind.text == "c" || kind.text == "p" || kind.text == "t");
    if (!is_known) {
      in_.stop(kind.offset,
               fmt::format("expected {}: a node's c, p or t, found {}", place(), kind.describe()));
    }
    if (game_.nodes.size() == kMaxNodes) {
      in_.stop(kind.offset, fmt::format("a tree may have at most {} nodes", kMaxNodes));
    }
    const char letter = in_.take().text.front();
    const std::size_t node = game_.nodes.size();
    if (!open_.empty()) {
      game_.nodes[open_.back().node].children.push_back(node);
    }
    game_.nodes.emplace_back().name = in_.expect(Kind::string, "the node's name in quotes").text;
    if (letter != 't') {
      open_.push_back({node, read_set(letter == 'c')});
    }
    game_.nodes[node].outcome = read_outcome();
  }

  /// Where in the tree the next node would stand, for messages.
  [[nodiscard]] std::string place() const {
    if (open_.empty()) {
      return "the first node of the tree";
    }
    const ExtensiveNode& parent = game_.nodes[open_.back().node];
    const InformationSet& set = game_.information_sets[*parent.information_set];
    const std::size_t action = parent.children.size();
    return fmt::format(
        "child {} of {} of a node{}",
        action + 1,
        open_.back().num_children,
        action < set.actions.size()
            ? fmt::format(", after its action \"{}\"", set.actions[action].substr(0, kMostShown))
            : "");
  }

  /// Reads the information set of the node read last. Returns the number of the set's actions,
  /// which is the number of children that the node will have.
  std::size_t read_set(bool is_chance) {
    const int num_players = static_cast<int>(game_.player_names.size());
    const int player =
        is_chance
            ? 0
            : in_.integer(
                  1, num_players, fmt::format("the number of a player, 1 to {}", num_players));
    const std::size_t at = in_.peek().offset;
    const int number = in_.integer(1, kMostInt, "the number of an information set, at least 1");
    const auto known = sets_.find({player, number});
    const std::string who = is_chance
                                ? fmt::format("chance move {}", number)
                                : fmt::format("information set {} of player {}", number, player);
    if (!in_.is_next(Kind::string)) {
      if (known == sets_.end()) {
        in_.stop(at,
                 fmt::format("{} has not been described: its name and actions are missing", who));
      }
      game_.nodes.back().information_set = known->second;
      return game_.information_sets[known->second].actions.size();
    }
    SetDescription given = read_description(is_chance);
    const std::size_t num_actions = given.set.actions.size();
    if (!is_chance) {
      given.set.player = static_cast<std::size_t>(player - 1);
    }
    if (known == sets_.end()) {
      game_.nodes.back().information_set = game_.information_sets.size();
      sets_.emplace(std::pair(player, number), game_.information_sets.size());
      game_.information_sets.push_back(std::move(given.set));
    } else {
      game_.nodes.back().information_set = known->second;
      compare(given, game_.information_sets[known->second], who);
    }
    return num_actions;
  }

  SetDescription read_description(bool is_chance) {
    SetDescription given;
    given.offset = in_.peek().offset;
    given.set.name = in_.take().text;
    in_.expect(Kind::open, "'{' before the actions");
    const std::size_t first = in_.peek().offset;
    std::vector<Fraction> probabilities;
    while (in_.is_next(Kind::string)) {
      given.set.actions.push_back(in_.take().text);
      if (is_chance) {
        const std::size_t at = in_.peek().offset;
        if (!in_.is_next(Kind::word)) {
          in_.stop(at,
                   fmt::format("expected the probability of \"{}\", found {}",
                               given.set.actions.back().substr(0, kMostShown),
                               in_.peek().describe()));
        }
        probabilities.push_back(in_.number());
        if (probabilities.back() < Fraction() || probabilities.back() > Fraction(1)) {
          in_.fail(at,
                   fmt::format("a probability must be in [0, 1], found {}",
                               probabilities.back().to_double()));
        }
      }
    }
    in_.expect(Kind::close, "an action's name in quotes, or '}' after the actions");
    if (given.set.actions.empty()) {
      in_.stop(first, "expected at least one action; a node where the game ends begins with t");
    }
    if (is_chance) {
      given.set.set_exact_probabilities(std::move(probabilities));
      check_sum(given.set, first);
    }
    return given;
  }

  /// Checks that probabilities sum to 1. Files may have them rounded to six decimals; a sum that
  /// this explains is accepted, and the probabilities are divided by it.
  void check_sum(InformationSet& set, std::size_t offset) {
    // The largest error of a number rounded to six decimals, and a little more for numbers that
    // were rounded to binary before.
    constexpr double kRounding = 0.5000001e-6;
    const auto exact = exact_sum(set.exact_probabilities);
    if (exact == Rational(1)) {
      return;
    }
    const double sum =
        exact ? nearest_double(*exact)
              : std::accumulate(set.probabilities.begin(), set.probabilities.end(), 0.0);
    const double error = exact ? nearest_double(*exact - 1) : sum - 1.0;
    if (!(std::abs(error) <= kRounding * static_cast<double>(set.probabilities.size()))) {
      in_.fail(offset, fmt::format("the probabilities sum to {:.9g}, not to 1", sum));
      return;
    }
    if (!exact) {
      // The fractions are too large to be divided exactly.
      set.exact_probabilities.clear();
      for (double& probability : set.probabilities) {
        probability /= sum;
      }
      return;
    }
    std::vector<Fraction> divided;
    for (const Fraction& probability : set.exact_probabilities) {
      divided.push_back(to_fraction(to_rational(probability) / *exact));
    }
    set.set_exact_probabilities(std::move(divided));
  }

  void compare(const SetDescription& given, const InformationSet& known, const std::string& who) {
    const InformationSet& set = given.set;
    if (set.actions.size() != known.actions.size()) {
      in_.fail(given.offset,
               fmt::format("{} has {} actions here, but {} where it came first",
                           who,
                           set.actions.size(),
                           known.actions.size()));
    } else if (set.name != known.name || set.actions != known.actions) {
      in_.fail(given.offset, who + " has other names here than where it came first");
    } else if (set.probabilities != known.probabilities ||
               set.exact_probabilities != known.exact_probabilities) {
      in_.fail(given.offset, who + " has other probabilities here than where it came first");
    }
  }

  std::optional<std::size_t> read_outcome() {
    const std::size_t at = in_.peek().offset;
    const int number = in_.integer(0, kMostInt, "the number of an outcome, 0 for none");
    const auto known = outcomes_.find(number);
    if (!in_.is_next(Kind::string)) {
      if (number != 0 && known == outcomes_.end()) {
        in_.fail(at,
                 fmt::format("outcome {} has not been described: its payoffs are missing", number));
        return std::nullopt;
      }
      return number == 0 ? std::nullopt : std::optional(known->second);
    }
    if (number == 0) {
      in_.fail(in_.peek().offset, "outcome 0 is none and can have neither a name nor payoffs");
    }
    ExtensiveOutcome given = read_payoffs();
    if (known == outcomes_.end()) {
      outcomes_.emplace(number, game_.outcomes.size());
      game_.outcomes.push_back(std::move(given));
      return game_.outcomes.size() - 1;
    }
    const ExtensiveOutcome& first = game_.outcomes[known->second];
    // Exact payoffs are compared where both are known; beyond kMaxExactPayoffs only doubles are
    // kept.
    const bool is_other = !given.exact_payoffs.empty() && !first.exact_payoffs.empty() &&
                          given.exact_payoffs != first.exact_payoffs;
    if (given.name != first.name || given.payoffs != first.payoffs || is_other) {
      in_.fail(at,
               fmt::format("outcome {} has another name or other payoffs here than where it came "
                           "first",
                           number));
    }
    return known->second;
  }

  ExtensiveOutcome read_payoffs() {
    ExtensiveOutcome outcome;
    outcome.name = in_.take().text;
    in_.expect(Kind::open, "'{' before the outcome's payoffs");
    std::vector<Fraction> payoffs;
    for (std::size_t i = 0; i < game_.player_names.size(); ++i) {
      payoffs.push_back(in_.number_of(i, game_.player_names.size(), "payoffs of an outcome"));
    }
    in_.expect(Kind::close, "'}' after the outcome's payoffs");
    outcome.set_exact_payoffs(std::move(payoffs));
    num_exact_ += outcome.payoffs.size();
    if (num_exact_ > NormalFormGame::kMaxExactPayoffs) {
      outcome.exact_payoffs = {};
    }
    return outcome;
  }

  GameTextReader& in_;
  ExtensiveGame game_;
  std::vector<OpenNode> open_;
  // The set's index by its player (0 is chance) and its number in the file.
  std::map<std::pair<int, int>, std::size_t> sets_;
  std::map<int, std::size_t> outcomes_;
  std::size_t num_exact_ = 0;  // Payoffs described so far.
};

}  // namespace

ParsedGameFile<ExtensiveGame> parse_efg(std::string_view text) {
  return parse_game_text<ExtensiveGame, EfgReader>(text);
}

ExtensiveGame read_efg(const std::filesystem::path& path) {
  return read_game_file<ExtensiveGame>(path, parse_efg);
}

}  // namespace demarche
