# stats.jq - statistics of the whole class, from the summaries.
#
# $questions are the rows of questions.awk. Means and medians are over the
# graded submissions only.
include "words";

def mean: if length == 0 then null else add / length | rounded end;
def median:
  if length == 0 then null
  else sort | (.[(length - 1) / 2 | floor] + .[length / 2 | floor]) / 2 end;
def tally: group_by(.) | map({key: .[0], value: length}) | from_entries;

def labs:
  [.[].record.labs[]] | group_by(.lab)
  | map({lab: .[0].lab, short: (.[0].lab | lab_short), most: (map(.most) | max),
         mean: (map(.points) | mean), full: (map(select(.points == .most)) | length),
         states: (map(.state) | tally)});

def steps_of:
  .record.labs[] | . as $lab | .steps[]
  | {lab: $lab.lab, step, title, kind: step_kind($lab)};
def steps:
  [.[] | steps_of] | group_by([.lab, .step])
  | map({lab: .[0].lab, short: (.[0].lab | lab_short), step: .[0].step,
         title: .[0].title, kinds: (map(.kind) | tally)});

# How often each mistake was named: each student counts once for a step.
def named:
  .key as $key | [.record.labs[] | .lab as $lab
    | {key: $key, lab: $lab, step: 0, name: (.mistake | select(. != ""))},
      (.steps[] | .step as $step | .failed[] | select(.mistake != "")
       | {key: $key, lab: $lab, step: $step, name: .mistake})]
  | unique[];

# The question of a mistake: of this step, or of any step in the lab, or of
# another lab.
def question($lab; $step; $name):
  [$questions[] | select(.[2] == $name)] as $rows
  | first(($rows[] | select(.[0] == $lab and .[1] == $step)),
          ($rows[] | select(.[0] == $lab)), $rows[], ["", 0, "", ""])[3];

def mistakes:
  [.[] | named] | group_by(.name)
  | map((group_by([.lab, .step]) | map({lab: .[0].lab, short: (.[0].lab | lab_short),
          step: .[0].step, count: length}) | sort_by(-.count)) as $places
      | {name: .[0].name, who: (map(.key) | unique), places: $places,
         question: question($places[0].lab; $places[0].step; .[0].name)})
  | sort_by(-(.who | length), .name);

def tenth: .most as $most | [(.points | percent($most) / 10 | floor), 9] | min;
# How many students have less than one tenth of the points, two tenths, ...
def tenths:
  (map(tenth | tostring) | tally) as $count | [range(10) | $count[tostring] // 0];

[inputs] | map(select(.state == "graded")) as $graded
| ($graded | map(.record.most) | max // 0) as $most
| ($graded | map(.record.points)) as $points
| {units: length, states: (map(.state) | tally), most: $most,
   mean: ($points | mean), median: ($points | median),
   best: ($points | max), least: ($points | min),
   tenths: ($graded | map(.record) | tenths),
   labs: ($graded | labs), steps: ($graded | steps),
   mistakes: ($graded | mistakes), seeds: ($graded | map(.record.seed) | unique),
   seconds: ($graded | map(.record.seconds) | add // 0 | rounded),
   wrong: map(.wrong[])}
