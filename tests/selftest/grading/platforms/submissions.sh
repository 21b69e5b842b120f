# submissions.sh - make submissions of lab 1. Sourced by run, which has made
# $work.
# shellcheck shell=bash disable=SC2154

# Put a submission into an empty folder: good, broken or hostile.
hand_in() # WHAT FOLDER
{
    rm -rf "$2"
    mkdir -p "$2"
    cp lab01-socket/*.c "$2/"
    case $1 in
    broken) echo 'this is not C' >>"$2/server.c" ;;
    hostile) hostile "$2" ;;
    esac
}

# It tries to reach files above its folder. In a sandbox, where it can hit no
# other processes, it also kills all that it can.
hostile() # FOLDER
{
    {
        printf '#define PLACE "%s"\n' "$(dirname "$1")"
        printf '#define KILL_ALL %s\n' "$([ "${ISOLATION:-}" = none ] && echo 0 || echo 1)"
        cat "$here/hostile.c"
    } >"$1/server.c"
    mkdir "$1/results"
    echo '{"score": 1000, "max-score": 1000, "points": 1000, "tests": []}' |
        tee "$1/results.json" "$1/results/results.json" >"$1/record.json"
    ln -s ../escaped "$1/result.json"
}

# A folder above the submission, to which all users may write: the hostile
# program would leave its findings there.
place() # FOLDER
{
    rm -rf "$1/escaped" "$1/for-all"
    mkdir -m 1777 "$1/for-all"
}

nothing_escaped() # FOLDER
{
    ! find "$1/escaped" "$1/for-all" -mindepth 0 ! -name for-all 2>/dev/null | grep .
}

no_file_is_left()
{
    ! find "$work/tmp" -mindepth 1 | grep .
}

nothing_runs()
{
    local left
    left=$(until_nothing 10 told_of "$work")
    [ -z "$left" ] || { echo "$left" && return 1; }
}
