# classroom50.sh - make a student's checkout and an autograder's folder with the
# layout of Classroom 50, and check result.json. Sourced by run.
# shellcheck shell=bash disable=SC2154,SC2016 # quoted words are for other shells

runner=$work/runner
checkout=$runner/checkout
bundle=$runner/temp/lab01

test_classroom50()
{
    check 'Classroom 50: the folder arrives' fetch_bundle
    check 'Classroom 50: a good submission' comes_back good '.score == 20 and ."max-score" == 20'
    check 'Classroom 50: one that does not compile' comes_back broken '.score == 0'
    check 'Classroom 50: a hostile one' comes_back hostile '.score < 20'
    check 'Classroom 50: the grader crashes' no_result 'grade-one' exit 3
    check 'Classroom 50: its record is none' no_result 'one-result' eval 'echo "[1" >"$2"'
    check 'Classroom 50: too little time' no_time
    check 'Classroom 50: an environment without its names' no_names
}

# As the platform does it: pack the folder, and unpack it on the runner.
fetch_bundle()
{
    mkdir -p "$bundle"
    chmod 711 "$runner"
    tar -C "$work/packages/classroom50" -czf "$runner/lab01.tar.gz" . &&
        tar -C "$bundle" -xzf "$runner/lab01.tar.gz" && [ -f "$bundle/autograder.py" ]
}

autograder() # [NAME=VALUE...]
{
    (cd "$checkout" && env CLASSROOM=net ASSIGNMENT=lab01 SUBMISSION_TAG=submit/1 \
        COMMIT_URL=https://example.org/commit/1 RELEASE_URL=https://example.org/release/1 \
        "$@" python3 "$bundle/autograder.py")
}

comes_back() # SUBMISSION FILTER
{
    hand_in "$1" "$checkout"
    place "$runner"
    autograder || return
    has_result_form && holds "$2" "$checkout/result.json" && nothing_escaped "$runner"
}

# Check that all names that the platform demands are there, with their types.
has_result_form()
{
    holds '.schema == "classroom50/result/v1" and .classroom == "net"
        and .assignment == "lab01" and .submission == "submit/1"
        and .review == .commit and .commit == "https://example.org/commit/1"
        and .release == "https://example.org/release/1"
        and (.datetime | test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"))' \
        "$checkout/result.json" &&
        holds 'def whole: type == "number" and floor == .;
            (.score | whole) and (."max-score" | whole) and (.tests | length > 0)
            and all(.tests[]; (."test-name" | type == "string") and (.passed | type == "boolean")
            and (.score | whole) and (."max-score" | whole))' "$checkout/result.json"
}

# It must fail with an exit status, and leave no result, not even an old one.
fails_saying() # WORDS [NAME=VALUE...]
{
    local said
    mkdir "$checkout/result.json"
    if said=$(autograder "${@:2}" 2>&1) || [ -e "$checkout/result.json" ]; then
        printf 'there is a result: %s\n' "$said"
        return 1
    fi
    [[ $said == *"$1"* ]] || { printf 'wanted: %s\ncame:   %s\n' "$1" "$said" && return 1; }
}

# Replace the grader by COMMAND.
no_result() # WORDS COMMAND...
{
    local grader=$bundle/kit/tools/instructor/grade-one status=0
    mv "$grader" "$grader.kept"
    printf '#!/bin/bash\n%s\n' "${*:2}" >"$grader"
    chmod +x "$grader"
    hand_in good "$checkout"
    fails_saying "$1" || status=1
    mv "$grader.kept" "$grader"
    return $status
}

no_time()
{
    hand_in good "$checkout"
    fails_saying 'not done within 0.1 seconds' WALL=0.1
}

no_names()
{
    hand_in good "$checkout"
    fails_saying 'COMMIT_URL is not in the environment' COMMIT_URL=
}
