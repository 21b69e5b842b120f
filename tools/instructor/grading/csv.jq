# csv.jq - grades.csv: one row for each student.
#
# RFC 4180, but lines end with \n alone. Text is always in quotes. No spreadsheet
# may take a cell for a formula. In some countries spreadsheets split cells at
# semicolons, too. So an apostrophe goes before each sign that could begin a
# formula: at the start of a cell, and after a comma or a semicolon in it.
include "words";

def sign: "(?<sign>[-=+@\u2212\uff0b\uff0d\uff1d\uff20])";
def guarded:
  sub("^(?<blank> *)" + sign; "\(.blank)'\(.sign)")
  | gsub("(?<before>[,;|\"] *)" + sign; "\(.before)'\(.sign)");
def cell:
  if type == "number" then tostring
  elif . == null then ""
  else "\"" + (guarded | gsub("\""; "\"\"")) + "\"" end;

def labs_here: [.[].record | objects | .labs[].lab] | unique;

# Columns without numbers: the states of labs, and the notes.
def notes:
  [.labs[] | select(.state | IN("graded", "missing") | not) | "\(.lab): \(.state)"]
  + .notes | join("; ");

def columns($labs):
  ["key", "student", "id", "points", "most", "percent"] + $labs
  + ["status", "mistakes", "notes"];

def row($labs):
  . as $unit | (.record // {points: null, most: null, labs: [], notes: []}) as $r
  | (reduce $r.labs[] as $lab ({}; .[$lab.lab] = $lab.points)) as $points
  | [.key, .student, .id, $r.points, $r.most,
     ($r.points | if . then percent($r.most) | rounded else null end)]
    + [$labs[] as $lab | $points[$lab]]
    + [(standing | if . == "" then "graded" else . end),
       ([$r.labs[] | lab_mistakes[]] | unique | join(" ")), ($r | notes)];

[inputs] | labs_here as $labs
| columns($labs), (.[] | row($labs)) | map(cell) | join(",")
