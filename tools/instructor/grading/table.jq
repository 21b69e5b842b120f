# table.jq - the gradebook's table: students and steps.
include "words";
include "pictures";
include "lecture";

# The class "b" marks the first column of a lab.
def class($words): $words | map(select(. != "")) | join(" ")
  | if . == "" then "" elif test(" ") then " class='\(.)'" else " class=\(.)" end;
def begins($steps; $i): if $i == 0 or $steps[$i].lab != $steps[$i - 1].lab then "b" else "" end;

def lab_head: "<th scope=colgroup class=b colspan=\(length) title='\(.[0].lab)'>\(.[0].short)</th>";
def step_head($begins):
  "<th scope=col\(class([$begins])) title='\(.title | @html)'>\(.step)</th>";
def head($steps):
  "<thead><tr><th scope=col rowspan=2>student</th><th scope=col rowspan=2>points</th>"
    + ($steps | group_by(.lab) | map(lab_head) | join("")) + "</tr>",
  "<tr>" + ([range($steps | length) as $i | $steps[$i] | step_head(begins($steps; $i))]
    | join("")) + "</tr></thead>";

def mistakes: [.failed[].mistake | select(. != "")] | unique | join(" ");
def cell($begins):
  kinds[.kind] as $kind
  | "<td\(class([$kind.class, $begins]))"
    + (mistakes | if . == "" then "" else " title='\(@html)'" end) + ">\($kind.sign)</td>";

# The steps of a record: {"lab03-accept-recv 2": step}.
def by_place:
  reduce (.labs[] | . as $lab | .steps[]
    | {key: "\($lab.lab) \(.step)", failed, kind: step_kind($lab)}) as $step
    ({}; .[$step.key] = $step);
def cells($steps):
  by_place as $mine
  | [range($steps | length) as $i | $steps[$i]
     | $mine["\(.lab) \(.step)"] // {kind: "missing", failed: []}
     | cell(begins($steps; $i))]
  | join("");

def row($steps):
  "<tr id='r-\(.key)'><th scope=row>\(link_to(.key; .student))</th>"
  + if .state == "graded" then "<td>\(.record.points)</td>\(.record | cells($steps))</tr>"
    else "<td></td><td class='b odd' colspan=\($steps | length)>\(standing | @html)</td></tr>"
    end;

def foot($steps; $graded):
  [range($steps | length) as $i
   | "<td\(class([begins($steps; $i)]))>"
     + "\($steps[$i].kinds.pass // 0 | percent($graded) | round)</td>"]
  | "<tfoot><tr><th scope=row>pass, in %</th><td></td>\(join(""))</tr></tfoot>";

# Sorting and filtering; gradebook.js shows this if scripts may run.
def tools:
  "<p id='tools' hidden>"
    + "<label>Show <input type='search' id='filter' placeholder='a name, a mistake'></label>"
    + " <span id='shown' role='status'></span></p>";

def table($steps; $graded):
  "<section id='class'>", "<h2>Students</h2>",
  tools, legend,
  "<div class='scroll' tabindex='0' role='region' aria-label='Students and steps'>",
  "<table id='table'>", head($steps), "<tbody>", ($units[] | row($steps)), "</tbody>",
  (select($graded > 0) | foot($steps; $graded)), "</table>", "</div>", "</section>";
