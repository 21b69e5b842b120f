# junit.jq - junit.xml: a testsuite for each student, a testcase for each step.
#
# The classname is KEY.LAB: readers show the part before the last dot as a
# folder. The file is valid for both common schemas, those of Jenkins and of
# Ant. A unit without a verdict gets one more testcase, with an error.
include "words";

def result($kind; $type; $says; $tells):
  if $kind == "skipped" then "<skipped>\($says | @html)</skipped>"
  else "<\($kind) type=\"\($type | @html)\" message=\"\($says | @html)\">"
    + "\($tells | @html)</\($kind)>" end;

def testcase($class; $name; $inner):
  "    <testcase classname=\"\($class | @html)\" name=\"\($name | @html)\" time=\"0\""
  + if $inner == "" then "/>" else ">\($inner)</testcase>" end;

def step_case($key):
  kinds[.kind].junit as $junit
  | {junit: $junit, text: testcase("\($key).\(.lab)"; "step \(.step): \(.title)";
      if $junit == "" then "" else result($junit; .kind; .says; .tells) end)};

def whole_case:
  no_verdict as $why
  | {junit: "error", text: testcase("\(.key).submission"; "is graded";
      result("error"; .state; $why; ""))};

def cases:
  [if no_verdict != "" then whole_case else empty end,
   (.key as $key | .record | objects | steps[] | step_case($key))];

def count($junit): map(select(.junit == $junit)) | length;

def property($name; $value):
  "      <property name=\"\($name)\" value=\"\($value | tostring | @html)\"/>";
def properties:
  ["    <properties>", property("student"; .student), property("id"; .id),
   (.record | objects | property("points"; .points), property("most"; .most)),
   "    </properties>"];

def attributes($cases; $place):
  {name: (if .student == .key then .key else "\(.student) (\(.key))" end),
   package: .key, id: $place, timestamp: (.when | todate | rtrimstr("Z")),
   hostname: "localhost", tests: ($cases | length),
   failures: ($cases | count("failure")), errors: ($cases | count("error")),
   skipped: ($cases | count("skipped")), time: (.record.seconds // 0)}
  | to_entries | map("\(.key)=\"\(.value | tostring | @html)\"") | join(" ");

def suite($place):
  cases as $cases
  | "  <testsuite \(attributes($cases; $place))>", properties[], $cases[].text,
    "    <system-out/>", "    <system-err/>", "  </testsuite>";

"<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>",
foreach inputs as $unit ({place: -1}; {place: (.place + 1), unit: $unit};
  .place as $place | .unit | suite($place)),
"</testsuites>"
