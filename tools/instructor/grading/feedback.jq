# feedback.jq - a student's feedback as blocks; markdown.jq and html.jq write
# them.
#
#   {"heading": text, "level": 1}    {"says": text}    {"list": [text]}
#   {"lines": text, as it is}        {"table": [column], "rows": [[cell]]}
#
# A text is a string, or a list of strings and of {"code": string}. A cell may be
# {"kind": what a step can be, "words": text}.
include "words";

def head:
  [{heading: .student, level: 1}]
  + if .state == "graded" then
      [{says: "\(.record.points) of \(.record.most) points."}]
    elif .state == "refused" then
      [{says: "What you handed in could not be graded: \(.record.refused)"}]
    else
      [{says: "Your work has not been graded yet. That is no fault of yours, and no result."}]
    end
  + if .file != "" then [{says: ["Handed in: ", {code: .file}, "."]}] else [] end;

def notes: .record.notes | if length > 0 then [{list: .}] else [] end;

# The next step in a lab: the first one that does not pass.
def next_step:
  if .state == "graded" then
    first(.steps[] | select(.verdict != "pass") | "step \(.step), \(.title)")
      // "all of it passes"
  else lab_words[.state] end;
def overview:
  [{table: ["lab", "points", "next"],
    rows: [.record.labs[] | [{code: .lab}, "\(.points) of \(.most)", next_step]]}];

def step_words($lab):
  if has_no_verdict($lab) then
    {kind: $lab.state, words: (["not checked", .why | select(. != "")] | join(": "))}
  elif .verdict == "not checked" then {kind: .verdict, words: step_says($lab)}
  elif .verdict == "FAIL" and .of > 0 then
    {kind: .verdict, words: "FAIL: \(.passed) of \(.of) checks pass"}
  else {kind: .verdict, words: .verdict} end;
def steps_table:
  . as $lab
  | [{table: ["step", "title", "verdict", "points"],
      rows: [.steps[] | ["\(.step)", .title, step_words($lab), "\(.points) of \(.most)"]]}];

def mistake_words: if .mistake == "" then "" else [" (mistake: ", {code: .mistake}, ")"] end;

def failed_step:
  . as $step
  | [told[] | select(.story != "")
     | {heading: "Step \($step.step): \(.title)", level: 3}, {lines: .story}]
    + ((.failed - [told[] | select(.story != "")])
       | if length > 0 then [{says: "In step \($step.step) this failed too:"},
                             {list: map([.title] + [mistake_words] | flatten)}]
         else [] end);

def lab_trouble:
  [{says: ([if .state == "does not compile" then "It does not compile." else
              lab_words[.state] | (.[:1] | ascii_upcase) + .[1:] + "." end,
            mistake_words] | flatten)}]
  + if .words == "" then [] else [{lines: .words}] end;

def lab_part:
  [{heading: "\(.lab): \(.points) of \(.most) points", level: 2}]
  + if .state == "missing" then lab_trouble
    elif .state == "graded" then steps_table + ([.steps[] | failed_step] | add // [])
    else lab_trouble + steps_table
      + (if .state == "stopped" then [.steps[] | failed_step] | add // [] else [] end)
    end;

def feedback:
  head + if .state == "graded" then
           notes + overview + ([.record.labs[] | lab_part] | add // [])
         elif .state == "refused" then notes
         else [] end;
