# autolab.jq - students/KEY/autolab.txt: what an Autolab driver prints. The last
# line is Autolab's; the lines before are for the student, and each has a blank
# before it, so that none of them is JSON.
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
