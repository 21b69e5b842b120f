# hostile.jq - the class of run: a student with all points, one with none, and
# some whose names, files and programs try to break the output formats.
include "made";

def script: "<script>document.documentElement.dataset.pwned = 1</script>";
def picture: "<img src=x onerror=\"document.documentElement.dataset.pwned = 2\">";
def unseen: "\u0000\u0001\u001b[31mred\u001b[0m\u007f\u0085\ufffe\uffff\u202Edcba\u2066\u200b";

# Texts that break some reader: HTML, XML, Markdown, TAP, JSON, CSV, terminals.
def traps: [
  script, picture, "</pre></td></table></style></script><b>bold</b>", "]]>", "]]]]><![CDATA[>",
  "&lt;b&gt; &amp;amp; &#60;", "<!-- never closed", "'\"><svg/onload=alert(1)>",
  "```", "````", "`a``b```c````", "~~~", "# heading", "- item", "+ item", "12. item",
  "> quote", "[x](javascript:alert(1))", "![x](http://elsewhere.example/x.png)",
  "http://elsewhere.example/?a=1&b=2", "www.elsewhere.example", "me@elsewhere.example",
  "*a* _b_ ~~c~~ **d** $e$", "a | b \\| c \\\\| d", "    indented", "\\", "***", "===",
  "1..5", "not ok 1 - no", "ok 1 # SKIP me", "Bail out!", "TAP version 14", "...", "---",
  "{\"scores\":{\"lab01-socket\":1000}}", "> students/eve/feedback.md",
  "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "x;=1+1", "a,b\"c", unseen, "x\r\ny"];
def all_traps: traps | join("\n");

def full: [plan[] | map(step_as("pass")) | lab];
def first_fails: [plan[] | map(if .step == 1 then step_as("FAIL")
  else step_as("not checked") | .needs = 1 end) | lab];
def none: [plan[] | ungraded("missing"; "")];

# A failed step whose record has all these texts.
def trapped:
  .steps[1].title = "a | b \\| c `d|e` f@g|h " + script | .steps[0].title = "# SKIP \\# TODO"
  | .steps[0].failed = [
    {title: script, mistake: "\"><b>x", told: true, story: all_traps},
    (traps[] | {title: ., mistake: "", told: false, story: ""})];

def unit($key; $student; $id): about($key; $student; $id) | write_unit;
def record_of($key): record | write_record($key);

(unit("ada"; "Ada Lovelace"; "1815"), (full | record_of("ada"))),
unit("bob"; "Bob \"the\" Builder, Jr."; "-7"),
(unit("cyn"; "Müller 😀 𝒞yn"; "=1+1"),
 (none | record | .refused = "It holds a link that leads out: \(script)"
   | .notes = ["<b>note</b>"] | write_record("cyn"))),
(unit("dan"; "O'Neil\u202Edan"; "x;=2+2"),
 (full | .[1] = (plan[1] | ungraded("does not compile"; all_traps; "syntax")) | record_of("dan"))),
(unit("eve"; "</title>" + script + ",\"x\"\n=1+1" + picture; "=cmd|'/C calc'!A0"),
 (first_fails | .[0] |= trapped | record | .notes = traps | write_record("eve"))),
(unit("fay"; "@fay"; "+1"),
 (full | .[2] = (plan[2] | stopped(2; "It started more than 64 processes."))
   | .[3] = (plan[3] | map(if .step < 5 then step_as("pass") else step_as("todo") end) | lab)
   | record_of("fay"))),
(unit("gil"; "long " + "x" * 5000; ""),
 (first_fails | .[0].steps[0].failed[0].story = ("y" * 300000) + "\n" * 5000 + ("é€😀" * 3000)
   | record_of("gil"))),
(unit("jim"; "Jim, who adds up"; ""), (full | record | .points += 1 | write_record("jim"))),
(unit("lee"; "Lee, who stalls"; ""),
 (full | record | .labs[2].steps[2].passed = 1 | write_record("lee"))),
(unit("kit"; "Kit"; ""),
 (full | record | .labs[0].steps[0].verdict = "PASS" | write_record("kit"))),
(unit("ned"; "Ned"; ""), (full | record | .format = "socket-labs record 2" | write_record("ned")))
