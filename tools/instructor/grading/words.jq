# words.jq - what several formats say, and how they call things.

# What a step can be. sign: where there is room for one letter; class: in a page;
# junit and tap: the kind of result there.
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

# 3 for lab03-accept-recv; else its place.
def lab_number($place): (capture("^lab0*(?<n>[0-9]+)").n | tonumber) // $place;

def told: [.failed[] | select(.told)];

# Where a lab was stopped, steps before that have their verdicts.
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

# All that is known of a failure: stories, and the titles of the others.
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

# What a unit without a verdict has instead: a sentence, or "".
def no_verdict:
  if .state == "refused" then "refused: " + .record.refused
  elif .state == "graded" then ""
  else "not graded yet" end;

# What a teacher reads in its place.
def standing: if .state == "unreadable" then .wrong | join(", ") else no_verdict end;

# The names of mistakes in a lab, each once.
def lab_mistakes: [.mistake, (.steps[] | .failed[] | .mistake) | select(. != "")] | unique;

def plural($n; $one; $many): "\($n) \(if $n == 1 then $one else $many end)";
def rounded: . * 10 | round / 10;
def percent($of): if $of == 0 then 0 else 100 * . / $of end;

# A file, as unpack.awk wants it: its name, and each line with a blank before it.
def file($name): "> \($name)\n" + (split("\n") | map(" " + .) | join("\n"));
