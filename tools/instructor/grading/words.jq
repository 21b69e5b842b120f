# words.jq - words that several formats have in common.

# The kinds of a step. sign: for one column; class: in HTML; junit and tap: the
# kind of result in these formats.
def kinds: {
  "pass": {sign: "✓", class: "pass", junit: "", tap: "ok"},
  "FAIL": {sign: "✗", class: "fail", junit: "failure", tap: "not ok"},
  "todo": {sign: "○", class: "todo", junit: "skipped", tap: "todo"},
  "not checked": {sign: "–", class: "wait", junit: "skipped", tap: "skip"},
  "missing": {sign: "·", class: "none", junit: "skipped", tap: "skip"},
  "does not compile": {sign: "!", class: "stop", junit: "error", tap: "not ok"},
  "stopped": {sign: "■", class: "stop", junit: "error", tap: "not ok"}};

def lab_words: {
  "graded": "",
  "missing": "nothing was handed in for this lab",
  "does not compile": "the lab does not compile",
  "stopped": "it was stopped"};

def lab_short: split("-")[0];

# 3 for lab03-accept-recv; for other names, the place in the list.
def lab_number($place): (capture("^lab0*(?<n>[0-9]+)").n | tonumber) // $place;

def told: [.failed[] | select(.told)];

# Has this step no verdict? In a lab that was stopped, earlier steps have one.
def has_no_verdict($lab):
  $lab.state != "graded" and ($lab.state != "stopped" or .verdict == "not checked");
def step_kind($lab): if has_no_verdict($lab) then $lab.state else .verdict end;

# One line about a step that does not pass.
def step_says($lab):
  if has_no_verdict($lab) then lab_words[$lab.state]
  elif .verdict == "FAIL" then (told + .failed)[0].title // "a check failed"
  elif .verdict == "not checked" then
    "not checked: " + if .needs > 0 then "needs step \(.needs)" else .why end
  elif .verdict == "todo" then "todo: still to be written"
  else "" end;

# What is known of a failed step: the story, and the titles of the other
# failures.
def failure_tells: if .mistake == "" then .title else "\(.title) (\(.mistake))" end;
def others: .failed - told | map(failure_tells);
def step_tells($lab):
  if has_no_verdict($lab) then
    if $lab.state == "stopped" or .step == $lab.steps[0].step then $lab.words else "" end
  else
    ([told[] | select(.story != "") | .story]
      + (others | if length > 0 then ["Also failed:\n" + (map("- " + .) | join("\n"))]
                  else [] end))
    | join("\n\n")
  end;

# Every step of a record, as a flat list.
def steps:
  .refused as $refused
  | [.labs | to_entries[] | .key as $place | .value as $lab | $lab.steps[]
   | {lab: $lab.lab, short: ($lab.lab | lab_short),
      number: "\($lab.lab | lab_number($place + 1)).\(.step)",
      name: "\($lab.lab | lab_short) step \(.step): \(.title)",
      step, points, most, title,
      kind: step_kind($lab),
      says: (if $refused != "" then "not graded: refused" else step_says($lab) end),
      tells: step_tells($lab)}];

# The sentence for a unit without a verdict; "" if it has one.
def no_verdict:
  if .state == "refused" then "refused: " + .record.refused
  elif .state == "graded" then ""
  else "not graded yet" end;

# The same for the teacher, who also sees why a record is unreadable.
def standing: if .state == "unreadable" then .wrong | join(", ") else no_verdict end;

# The names of the mistakes in a lab, without duplicates.
def lab_mistakes: [.mistake, (.steps[] | .failed[] | .mistake) | select(. != "")] | unique;

def plural($n; $one; $many): "\($n) \(if $n == 1 then $one else $many end)";
def rounded: . * 10 | round / 10;
def percent($of): if $of == 0 then 0 else 100 * . / $of end;

# A file in the format of unpack.awk: its name, and each line after a blank.
def file($name): "> \($name)\n" + (split("\n") | map(" " + .) | join("\n"));
