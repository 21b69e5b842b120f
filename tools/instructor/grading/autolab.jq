# autolab.jq - students/KEY/autolab.txt: the output of an Autolab driver. The
# last line is for Autolab. The lines before it are for the student; each begins
# with a blank, so that none of them is taken for JSON.
include "words";

def lab_line: " \(.lab): \(.points) of \(.most) points";
def step_line: "   \(kinds[.kind].sign) \(.name)"
  + if .says == "" then "" else " (\(.says))" end;
def scores: {scores: (.labs | map({key: .lab, value: .points}) | from_entries)};

def told_lines:
  [(.refused | select(. != "") | " Refused: " + .), (.notes[] | " " + .),
   (.labs[] | lab_line), "", (steps[] | step_line, (.tells | select(. != "")
     | split("\n")[] | "       " + .))];

inputs | select(.record) | .key as $key | .record
| told_lines + [scores | tojson] | join("\n") | file("students/\($key)/autolab.txt")
