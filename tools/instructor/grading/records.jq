# records.jq - the units of OUT, one line each, checked and made visible.
#
# Input: for each unit {"mark": $nonce, "key", "when"}, its about.json, {"mark":
# $nonce}, its record, in the format of jq --seq: a value that is not JSON is
# skipped, and does not affect the values after it. Output:
#
#   {"key", "student", "id", "file", "when", "state", "wrong", "record"}
#
# state: graded, refused, not graded yet, or unreadable; wrong: sentences for
# the teacher. A record has only the fields that README.md lists; it is null if
# there is no valid one.
include "visible";

# The shape of a record. "count" is a whole number, "name" a word.
def shape: {
  format: "text", seed: "number", seconds: "number", refused: "text",
  notes: ["text"], points: "count", most: "count",
  labs: [{
    lab: "name", state: "state", words: "text", mistake: "text",
    points: "count", most: "count",
    steps: [{
      step: "count", title: "text", verdict: "verdict", why: "text", needs: "count",
      points: "count", most: "count", passed: "count", of: "count",
      failed: [{title: "text", mistake: "text", told: "flag", story: "text"}]}]}]};

def is_number: type == "number" and . >= 0 and . < 1e15;
def is_a($kind):
  if $kind == "text" then type == "string"
  elif $kind == "flag" then type == "boolean"
  elif $kind == "number" then is_number
  elif $kind == "count" then is_number and . == floor
  elif $kind == "name" then type == "string" and test("^[a-z0-9][a-z0-9._-]{0,60}$")
  elif $kind == "state" then IN("graded", "missing", "does not compile", "stopped")
  else IN("pass", "FAIL", "todo", "not checked") end;

# The paths at which a value differs from the shape.
def misfits($shape; $where):
  if $shape | type == "string" then
    select(is_a($shape) | not) | $where
  elif $shape | type == "array" then
    if type == "array" then .[] | misfits($shape[0]; $where) else $where end
  elif type == "object" then
    . as $it | $shape | keys_unsorted[] as $k
    | $it[$k] | misfits($shape[$k]; "\($where) \($k)" | ltrimstr(" "))
  else $where end;

def sum(f): reduce .[] as $x (0; . + ($x | f));
def adds_up:
  .points <= .most and .points == (.labs | sum(.points))
  and .most == (.labs | sum(.most))
  and all(.labs[]; .points == (.steps | sum(.points))
    and .most == (.steps | sum(.most)) and all(.steps[]; .points <= .most));

# Is a step's verdict consistent? It passes if all its scenarios were played and
# passed, and only then has points.
def is_earned:
  if .verdict == "pass" then .passed == .of and .of > 0 else .points == 0 end;

# What is wrong with the values of a record's file; empty if nothing is.
def complaint:
  (.record | length) as $values
  | .record[0]
  | if $values == 0 then "is no JSON, or cut off, or far too long"
    elif $values > 1 then "holds more than one value"
    elif type != "object" or .format != "socket-labs record 1" then
      "is no record that this kit knows"
    elif any(misfits(shape; ""); true) then
      "is no whole record: see \"\(first(misfits(shape; "")))\""
    elif .labs | map(.lab) | length != (unique | length) then "has a lab twice"
    elif adds_up | not then "has points that do not add up"
    elif all(.labs[].steps[]; is_earned) | not then "has points that were not earned"
    else empty end;

# Copy a record with only its known fields.
def clean_step: {
  step, title: (.title | line), verdict, why: (.why | line), needs, points, most,
  passed, of,
  failed: [.failed[] | {title: (.title | line), mistake: (.mistake | line), told,
                        story: (.story | text)}]};
def clean_lab: {
  lab, state, words: (.words | text), mistake: (.mistake | line), points, most,
  steps: [.steps[] | clean_step]};
def clean: {
  seed, seconds: (.seconds * 1000 | round / 1000), refused: (.refused | line),
  notes: [.notes[] | line], points, most, labs: [.labs[] | clean_lab]};

def of_about($name):
  (.about[0] | objects | .[$name] | strings, numbers | tostring | line) // "";

# Sentences about what is wrong; each begins with the name of a file.
def wrong($why):
  (select(of_about("student") == "") | "units/\(.key)/about.json does not say who has handed in"),
  "records/\(.key).json \($why | strings)";

def state($why):
  if .when == 0 then "not graded yet"
  elif $why then "unreadable"
  elif .record[0].refused == "" then "graded"
  else "refused" end;

def unit:
  (if .when == 0 then null else first(complaint) // null end) as $why
  | {key, student: of_about("student"), id: of_about("id"), file: of_about("file"),
     when, state: state($why), wrong: [wrong($why)],
     record: (if .when == 0 or $why then null else .record[0] | clean end)}
  | if .student == "" then .student = .key else . end;

def mark: type == "object" and .mark == $nonce;

# All values; invalid ones are skipped. At the end, `input` fails, too: its
# error message tells the two cases apart.
def every:
  label $over | repeat(0)
  | [try {value: input} catch {over: IN("break", "No more inputs")}][0]
  | if .over then break $over elif has("value") then .value else empty end;

foreach (every, {mark: $nonce, key: null}) as $x ({};
  .done = null
  | if $x | mark and has("key") then
      {done: .unit, unit: ($x + {about: [], record: []}), part: "about"}
    elif $x | mark then .part = "record"
    else .unit[.part] += [$x] end;
  .done | objects | unit)
