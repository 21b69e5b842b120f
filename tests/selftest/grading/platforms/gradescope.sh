# gradescope.sh - make our own /autograder, and check its results. Sourced by
# run.
# shellcheck shell=bash disable=SC2154,SC2016 # quoted words are for other shells

home=$work/autograder
result=$home/results/results.json

test_gradescope()
{
    check 'Gradescope: setup.sh' set_up
    check 'Gradescope: a good submission' with good '.score == 20'
    check 'Gradescope: one that does not compile' with broken '.score == 0 and has_trouble == false'
    check 'Gradescope: a hostile one' with hostile '.score < 20 and has_trouble == false'
    check 'Gradescope: an empty one' empty
    if [ "$(id -u)" = 0 ]; then
        check 'Gradescope: no sandbox, a good one' bare good '.score == 20'
        check 'Gradescope: no sandbox, a hostile one' bare hostile '.score < 20'
    else
        echo 'skipped: Gradescope, no sandbox: only root can run programs as nobody'
    fi
    check 'Gradescope: the grader crashes' crash 'exit 3' 'It stopped, and said'
    check 'Gradescope: its words cannot break the result' crash \
        'printf "\"}\\\\\0\377\033[m\n" >&2; exit 1' 'It stopped, and said'
    check 'Gradescope: its record is none' crash 'echo "[1" >"$2"' 'could not be read'
    check 'Gradescope: its record is empty' crash 'echo null >"$2"' 'has no points'
    check 'Gradescope: told to stop' crash \
        'kill $(ps -o ppid= $PPID); exec tail -f /dev/null' 'told to stop'
    check 'Gradescope: too little time' too_slow
    check 'Gradescope: no temporary file is left' no_file_is_left
    check 'Gradescope: all is killed' crash 'kill -KILL $(ps -o ppid= $PPID) $PPID' \
        'stopped before it could say'
    rm -rf "$work"/tmp/* # a killed grader leaves its temporary files
}

# As the platform does it: unpack the zip into source/, and run setup.sh once.
set_up()
{
    mkdir -p "$home/results"
    cp -r "$work/source" "$home/source"
    cp "$home/source/run_autograder" "$home/"
    echo '{"id": 1, "users": [{"name": "a secret name"}]}' >"$home/submission_metadata.json"
    AUTOGRADER=$home bash "$home/source/setup.sh" && [ -x "$home/source/kit/tests/build/suites" ]
}

# Run it, and check the form of the result, and that nothing else was written.
# Before it runs, all users may write to the platform's folder.
run_it() # [NAME=VALUE...]
{
    rm -rf "$home/results"
    mkdir "$home/results"
    chmod 777 "$home" "$home/results"
    chmod 644 "$home/submission_metadata.json" "$home/source/settings"
    place "$home"
    (cd "$home" && env "$@" AUTOGRADER="$home" ./run_autograder)
    has_form && [ "$(ls -A "$home/results")" = results.json ] && nothing_escaped "$home"
}

# Check that the result has the documented names, and no others.
has_form()
{
    holds 'type == "object" and (.score | type == "number") and (.tests | length > 0)' "$result" &&
        holds 'keys - ["score", "execution_time", "output", "output_format",
            "test_output_format", "test_name_format", "visibility", "stdout_visibility",
            "extra_data", "tests", "leaderboard"] == []' "$result" &&
        holds 'all(.tests[]; (.name | type == "string") and (.score | type == "number")
            and (.max_score | type == "number") and .score <= .max_score
            and (.output == null or (.output | type == "string"))
            and (.status == null or (.status | IN("passed", "failed")))
            and (keys - ["score", "max_score", "status", "name", "name_format", "number",
            "output", "output_format", "tags", "visibility", "extra_data"] == []))' "$result" &&
        holds '[.visibility, .tests[].visibility] - [null, "hidden", "after_due_date",
            "after_published", "visible"] == []' "$result"
}

is() # FILTER
{
    holds 'def has_trouble: .extra_data.grader_trouble == true; '"$1" "$result"
}

with() # SUBMISSION FILTER [NAME=VALUE...]
{
    hand_in "$1" "$home/submission"
    run_it "${@:3}" && is "$2"
}

empty()
{
    hand_in good "$home/submission"
    rm -f "$home/submission/"*
    run_it && is '.score == 0 and has_trouble == false'
}

# Without bubblewrap there is no sandbox: PATH has one folder with all other
# tools.
bare() # SUBMISSION FILTER
{
    local folder=$work/no-bwrap tool
    mkdir -p "$folder"
    for tool in /usr/bin/*; do
        [ "$tool" = /usr/bin/bwrap ] || ln -sf "$tool" "$folder/"
    done
    ISOLATION=none hand_in "$1" "$home/submission"
    run_it PATH="$folder" && is "$2 and has_trouble == false"
}

# Replace the grader by SCRIPT.
crash() # SCRIPT WORDS
{
    local grader=$home/source/kit/tools/instructor/grade-one status=0
    mv "$grader" "$grader.kept"
    printf '#!/bin/bash\n%s\n' "$1" >"$grader"
    chmod +x "$grader"
    hand_in good "$home/submission"
    run_it && is ".score == 0 and has_trouble and (.output | contains(\"$2\"))" || status=1
    mv "$grader.kept" "$grader"
    return $status
}

# The time limit is too short even for good programs.
too_slow()
{
    hand_in good "$home/submission"
    run_it WALL=0.1 && is '.score == 0 and has_trouble and (.output | contains("0.1 seconds"))'
}
