# tap.jq - results.tap: TAP 13, a test for each step of each student.
#
# The plan is at the end, where the number is known. A step of the starter is
# "todo"; a step that was not checked or not handed in is "skip".
include "words";

# Escape #, which would begin a directive.
def plain: gsub("(?<c>[\\\\#])"; "\\\(.c)");

# Each JSON string is a valid YAML string.
def yaml($says; $tells):
  "  ---", "  message: \($says | tojson)",
  (select($tells != "") | "  data: \($tells | tojson)"), "  ...";

def test($number; $name):
  kinds[.kind].tap as $tap
  | if $tap == "ok" then "ok \($number) - \($name)"
    elif $tap == "skip" then "ok \($number) - \($name) # SKIP \(.says | plain)"
    elif $tap == "todo" then "not ok \($number) - \($name) # TODO still to be written"
    else "not ok \($number) - \($name)", yaml(.says; .tells) end;

def tests:
  .key as $key
  | [if no_verdict != "" then {kind: "stopped", name: "is graded", says: no_verdict, tells: ""}
     else empty end,
     (.record | objects | steps[])]
  | map(.name |= ("\($key): \(.)" | plain));

"TAP version 13",
foreach ((inputs | tests[]), null) as $test (0; . + 1; . as $number
  | if $test then $test | test($number; .name) else "1..\($number - 1)" end)
