# gradebook.jq - gradebook.html: the class on one page, for its teacher.
#
# $stats and $units (the summaries) are small. The input has the units with
# their stories, one by one: their feedback is hidden in the page until it is
# opened.
include "words";
include "feedback";
include "html";
include "pictures";
include "lecture";
include "table";

def stats: $stats[0];
def graded: stats.states.graded // 0;

def tile($words; $value): "<li>\($words) <b>\($value)</b></li>";
def tiles:
  "<ul class='tiles'>", tile("students"; stats.units), tile("graded"; graded),
  (select(stats.mean != null)
   | tile("mean, of \(stats.most)"; stats.mean), tile("median"; stats.median),
     tile("from, to"; "\(stats.least)&thinsp;&ndash;&thinsp;\(stats.best)")),
  "</ul>";

# Problems that the teacher must see first.
def trouble:
  [($units[] | select(.state != "graded") | "\(link_to(.key; .student)): \(standing | @html)"),
   ($units[] | select(.state != "unreadable") | .wrong[] | @html)]
  | select(length > 0)
  | (if length > 12 then "" else " open" end) as $open
  | "<details class='trouble'\($open)>", "<summary>Look at these: \(length)</summary>",
    "<ul>", (.[] | "<li>\(.)</li>"), "</ul>", "</details>";

def lab_row:
  ["\(.full) with full marks",
   (.states | to_entries[] | select(.key != "graded") | "\(.value) \(.key)")] as $words
  | "<tr><th scope='row'>\(.lab)</th><td>\(.mean) of \(.most)</td>",
    "<td>\(pieces({pass: .mean}; .most))<small>\($words | join(", "))</small></td></tr>";
def numbers:
  "<div class='two'>", "<section>", "<h2>Points</h2>", distribution(stats.tenths), "</section>",
  "<section>", "<h2>Labs</h2>", "<table class='labs'>",
  "<tr><th scope='col'>lab</th><th scope='col'>mean</th><th scope='col'>of the points</th></tr>",
  (stats.labs[] | lab_row), "</table>", "</section>", "</div>";

# --- each student -------------------------------------------------------------

# Facts about a student that only the teacher sees.
def known:
  [["key", .key], ["id", .id],
   (.record | objects | ["seed", (.seed | tostring)], ["took", "\(.seconds) s"])]
  | map(select(.[1] != "") | "\(.[0]) <b>\(.[1] | @html)</b>")
  | "<p class='known'>\(join(", "))</p>";

def student($before; $after):
  "<article class='student' id='s-\(.key)' tabindex='-1'>",
  "<nav><a class='close' href='#r-\(.key)'>close</a>"
    + ($before | if . then "<a rel='prev' href='#s-\(.)'>previous</a>" else "" end)
    + ($after | if . then "<a rel='next' href='#s-\(.)'>next</a>" else "" end) + "</nav>",
  (feedback | html(1)), known, (.wrong[] | "<p class='known'>\(@html)</p>"), "</article>";
def students:
  foreach inputs as $unit (-1; . + 1; . as $i | $unit
    | student(if $i > 0 then $units[$i - 1].key else null end; $units[$i + 1].key));

def when: [$units[].when] | max // 0 | select(. > 0) | "<p class='when'>\(todate[:10])</p>";
def sources: "style-src \($style_source) \($table_source); script-src \($script_source)";

page("Gradebook: \(plural(stats.units; "student"; "students"))"; sources;
  "\($style)</style>\n<style>\($table_style)";
  "<header><h1>Gradebook</h1>", when, "</header>", tiles, trouble,
  (select(graded > 0) | numbers, lecture(stats; graded)), table(stats.steps; graded),
  "<section id='students'>", "<h2>What each has been told</h2>",
  "<p>A student's name, in the table, leads here.</p>", students, "</section>",
  "<script>\($script)</script>")
