# gradescope.jq - students/KEY/gradescope.json: for Gradescope, which reads it
# as /autograder/results/results.json.
include "words";

def step_test: {
  name, name_format: "text", number, score: .points, max_score: .most,
  status: (if .kind == "pass" then "passed" else "failed" end),
  output: ([.says, .tells] | map(select(. != "")) | join("\n\n")),
  output_format: "text", visibility: "visible"};

def top_words:
  [(.record.refused | select(. != "") | "Refused: " + .), .record.notes[],
   "Seed \(.record.seed)."] | join("\n");

def results: {
  score: .record.points, execution_time: .record.seconds, visibility: "visible",
  output: top_words, output_format: "text", tests: (.record | steps | map(step_test))};

inputs | select(.record) | . as $unit
| results | tojson | file("students/\($unit.key)/gradescope.json")
