# terminal.jq - the last output of `make grade`: the class on one screen.
include "words";

def left($n): .[:$n] + " " * ([$n - length, 0] | max);
def right($n): tostring | " " * ([$n - length, 0] | max) + .;
def cut($n): if length > $n then .[:$n - 3] + "..." else . end;

def counted($kind; $words): .states[$kind] // 0 | select(. > 0) | "\(.) \($words)";
def class_line:
  [counted("graded"; "graded"), counted("refused"; "refused"),
   counted("not graded yet"; "not graded yet"), counted("unreadable"; "unreadable")]
  | join(", ");

def points_lines:
  select(.mean != null)
  | "points: mean \(.mean), median \(.median), from \(.least) to \(.best), of \(.most)";

def states_of: .states as $states
  | ["does not compile", "stopped", "missing"]
  | map(. as $state | $states[.] // empty | "\(.) \($state)") | join(", ");
def labs_table:
  select(.labs | length > 0)
  | "", "lab                    mean   of   full marks",
    (.labs[] | "\(.lab | cut(21) | left(21)) \(.mean | right(5)) \(.most | right(4))"
      + "   \(.full | right(10))   \(states_of)" | cut(80) | sub(" +$"; ""));

def share($n; $of): "\($n | right(4)) \($n | percent($of) | round | right(3)) %  ";
def stuck:
  .states.graded as $all
  | [.steps[] | select(.kinds.FAIL)] | sort_by(-.kinds.FAIL) | .[:3]
  | select(length > 0)
  | "", "steps that most fail", (.[] | share(.kinds.FAIL; $all)
      + ("\(.lab), step \(.step), \(.title)" | cut(68)));

def named:
  .states.graded as $all | .mistakes[:3] | select(length > 0)
  | "", "mistakes that are named most often",
    (.[] | share(.who | length; $all) + ("\(.name): \(.question)" | cut(68)));

"\(plural(.units; "student"; "students")): \(class_line)",
points_lines, labs_table, stuck, named
