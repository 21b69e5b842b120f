# made.jq - build records from a few values: for ordinary.jq and hostile.jq.
include "words";

def story($mistake): "     $ ./server 0
     out> listening on 127.0.0.1:41997
     C> goodbye
     S> goodbye
     C.
  -> S.

  why  recv() returned 0: the end, not an empty message. Leave the loop and
       close

  from the server
  expected  (the end of the stream)
  received  (nothing)
            ^
            still open, but silent: the program uses the processor all the time

  mistake  \($mistake)
           recv() returned 0, and you called it 1353737 times more on the same
           socket: 0 means that the other side has finished. What do you do
           about an end?
  see      server.c, line 50
  read     handouts/lab03-accept-recv.md, \"Step 2. Receive some bytes\"
";

def failure($mistake): {
  title: "When the client has said it all, the server hangs up", $mistake, told: true,
  story: story($mistake)};

# The steps of the handouts, by lab; and a step with a verdict: 4 points, or
# none.
def plan: $steps | map({lab: .[0], step: .[1], title: .[2]}) | group_by(.lab);
def step_as($verdict; $mistake):
  . + {$verdict, why: "", needs: 0, points: 0, most: 4, passed: 0, of: 0, failed: []}
  + if $verdict == "pass" then {points: 4, passed: 9, of: 9}
    elif $verdict == "FAIL" then {passed: 8, of: 9, failed: [failure($mistake)]}
    else {} end;
def step_as($verdict): step_as($verdict; "zero-not-end");

# Make a lab of steps, and a record of labs; points are added up.
def lab: {
  lab: .[0].lab, state: "graded", words: "", mistake: "",
  points: (map(.points) | add), most: (map(.most) | add), steps: map(del(.lab))};
def record: {
  format: "socket-labs record 1", seed: 4711, seconds: 3.2, refused: "", notes: [],
  points: (map(.points) | add), most: (map(.most) | add), labs: .};

# A lab that was not graded: its steps are "not checked", without points.
def ungraded($state; $words; $mistake):
  map(step_as("not checked")) | lab | . + {$state, $words, $mistake};
def ungraded($state; $words): ungraded($state; $words; "");

# A lab that was stopped while step $at was tested: those before it have passed.
def stopped($at; $words):
  map(if .step < $at then step_as("pass")
      else step_as("not checked") | .why = "the time was up" end)
  | lab | . + {state: "stopped", $words};

def about($key; $student; $id): {$key, $student, $id, file: "\($key).tar.gz"};
def write_unit: .key as $key | tojson | file("units/\($key)/about.json");
def write_record($key): tojson | file("records/\($key).json");
