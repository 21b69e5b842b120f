# lecture.jq - topics for the next lecture: the steps that most students fail,
# and the most frequent mistakes.
include "words";
include "pictures";

def link_to($key; $words): "<a href='#s-\($key)'>\($words | @html)</a>";
def who($keys):
  (reduce $units[] as $unit ({}; .[$unit.key] = $unit.student)) as $names
  | "<details><summary>who</summary><p>"
    + ([$keys[] as $key | link_to($key; $names[$key])] | join(", ")) + "</p></details>";

def cards($id; $title; $none; cards):
  "<section id='\($id)'>", "<h2>\($title)</h2>", (select($id == "steps") | legend),
  ([cards] | if length == 0 then "<p>\($none)</p>" else "<ol class='cards'>", .[], "</ol>" end),
  "</section>";

def fails($step):
  any(.labs[] | select(.lab == $step.lab and .state == "graded") | .steps[];
    .step == $step.step and .verdict == "FAIL");
def step_card($graded):
  . as $step | ((.kinds.pass // 0) + .kinds.FAIL + (.kinds.todo // 0)) as $there
  | "<li><h3>\(.title | @html)</h3>",
    "<p class='place'>\(.lab), step \(.step)</p>", pieces(.kinds; $graded),
    "<p><b>\(.kinds.FAIL)</b> of the \($there) who got there fail:"
      + " \(.kinds.FAIL | percent($graded) | round)&nbsp;%&nbsp;of the class</p>",
    who([$units[] | select(.state == "graded" and (.record | fails($step))) | .key]), "</li>";

def place: "\(.short)\(if .step > 0 then " step \(.step)" else "" end): \(.count)";
def mistake_card($graded):
  "<li><h3><code>\(.name | @html)</code></h3>",
  "<p class='place'>\(.places | map(place) | join(", "))</p>",
  (.question | select(. != "") | "<p class='question'>\(@html)</p>"),
  "<p><b>\(.who | length)</b> of \($graded) students</p>", who(.who), "</li>";

def lecture($stats; $graded):
  cards("steps"; "Steps that most fail"; "None: nobody fails a step.";
    [$stats.steps[] | select(.kinds.FAIL)] | sort_by(-.kinds.FAIL) | .[:8][]
    | step_card($graded)),
  cards("mistakes"; "Mistakes that are named most"; "None has been named.";
    $stats.mistakes[:8][] | mistake_card($graded));
