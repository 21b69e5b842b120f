# rediagnose.jq - a record, with what is said of its failures now.
#
# In: a record. $found has the lines of `diagnose outcomes`, $compiler an object
# {lab: name} for each lab that does not compile, by `diagnose compiler`. Verdicts,
# points and all else stay, and so does what is said of a failure that is not found.

def found($lab; $step; $title):
  first($found[] | select(.lab == $lab and .step == $step) | .failed[]
        | select(.title == $title)) // null;

# Which failure of a lab is told whole depends on all of them: if one is not found,
# it is the one that it was.
def all_found:
  . as $lab | all(.steps[] | .step as $step | .failed[] | found($lab.lab; $step; .title);
                  . != null);

def failure($new; $choose):
  (if $choose then $new.told else .told end) as $told
  | if $new == null then .
    else . + {told: $told, mistake: $new.mistake,
              story: (if $told then $new.story else "" end)} end;

def tested:
  . as $lab | all_found as $choose
  | .steps |= map(.step as $step
      | .failed |= map(failure(found($lab.lab; $step; .title); $choose)));

.labs |= map(
  if .state == "does not compile" then
    .mistake = (first($compiler[][.lab] | strings) // .mistake)
  else tested end)
