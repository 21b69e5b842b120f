# ordinary.jq - $n ordinary students: each completes some steps of each lab.
include "made";

def firsts: "Ada Alan Barbara Bjarne Chen Dana Edsger Fatima Grace Hedy Ines Jörg "
  + "Katherine Linus Margaret Nikolaus Olga Priya Radia Søren Tim Ursula Vint Wei Yukihiro"
  | split(" ");
def lasts: "Adams Brown Cerf Dijkstra Ekström Ferreira García Hopper Ivanova Johnson "
  + "Kaya Lovelace Müller Nguyen Okafor Perlman Quist Ritchie Silva Turing Ueda Vasquez "
  + "Wirth Yılmaz Zhang" | split(" ");

# A pseudo-random number from 0 to 999, computed from two numbers.
def dice($a; $b):
  last(limit(6; ($a + 3) * ($a + 5) * 7919 + $b * 104729 + 4711
    | recurse((. + 12345) * 48271 % 2147483647))) / 1000 | floor | . % 1000;

def mistake($step; $roll):
  [$questions[] | select(.[0] == $step.lab and .[1] == $step.step) | .[2]]
  | if length == 0 or $roll > 800 then "" else .[$roll * $roll / 800000 * length | floor] end;

# In a lab, the steps before $reached pass; the next fails, or is still to do.
def walked($reached; $student; $roll):
  map(if .step < $reached then step_as("pass")
      elif .step > $reached then step_as("not checked") | .needs = $reached
      elif $roll % 5 == 0 then step_as("todo")
      else step_as("FAIL"; mistake(.; dice($student; $roll))) end)
  | lab;

def reached($skill; $place): (($skill - 90 * $place + 500) / 1000 * length | floor) + 1;

def walk_lab($student; $place):
  dice($student; 100 + $place) as $roll | dice($student; 7) as $skill
  | if $roll < 30 then
      ungraded("does not compile"; "server.c:31:5: error: expected ';' before 'return'\n"
        + "   31 |     return 0;\n      |     ^~~~~~\n"; "syntax")
    elif $roll > 985 then ungraded("missing"; "")
    elif $roll == 500 then ungraded("stopped"; "It started more than 64 processes.")
    else walked(reached(($skill * 2 + $roll) / 3; $place); $student; $roll) end;

range($n) as $student
| "\(firsts[$student % 25]) \(lasts[($student * 7 + ($student / 25 | floor)) % 25])" as $name
| "s\($student + 1000)" as $key
| (about($key; $name; "\(300000 + $student * 17)") | write_unit),
  (select(dice($student; 3) > 6)
   | [plan | to_entries[] | .key as $place | .value | walk_lab($student; $place)]
   | record | .seconds = 2 + dice($student; 5) / 100 | write_record($key))
