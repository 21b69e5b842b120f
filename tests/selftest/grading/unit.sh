# unit.sh - functions for tests of grading: a right submission, the unit, and
# what must be true of every record. Sourced in the root of the kit.
# shellcheck shell=bash disable=SC2034,SC2154 # set for, and by, those who read this

KIT=$PWD
lab=lab03-accept-recv
grade_one=${GRADE_ONE:-$KIT/tools/instructor/grade-one}

# Write a right submission of all labs.
references() # FOLDER
{
    local one
    for one in "$KIT"/lab0*-*; do
        mkdir -p -- "$1/${one##*/}"
        cp -- "$one/server.c" "$one/client.c" "$1/${one##*/}/"
    done
}

# Print the state of all files in a folder, without following links.
fingerprint() # FOLDER
{
    find "$1" -printf '%P %y %m %s %T@ %l\n' | sort | sha1sum
    find "$1" -type f -size -100k -print0 | sort -z | xargs -0r sha1sum 2>&1 |
        sha1sum
}

# Grade as for a class. FOLDER gets NAME.json, NAME.said and NAME.result: the
# exit status, and milliseconds. The temporary files are in FOLDER/tmp, and the
# processes have a mark in their environment.
grade() # NAME SUBMISSION FOLDER LABS
{
    local start=${EPOCHREALTIME/./} status=0
    mkdir -p "$3/tmp"
    (cd "$3/tmp" && exec env TMPDIR="$3/tmp" GRADE_MARK="$3/mark" LABS="$4" \
        SEED=4711 timeout -s KILL 300 "$KIT/tools/instructor/grading/on-a-cpu" "$work" \
        "$grade_one" "$2" "$3/$1.json") \
        >"$3/$1.said" 2>&1 </dev/null || status=$?
    echo "$status $(((${EPOCHREALTIME/./} - start) / 1000))" >"$3/$1.result"
}

# The processes with the mark, zombies too.
marked() # FOLDER
{
    grep -lzxF "GRADE_MARK=$1/mark" /proc/[0-9]*/environ 2>/dev/null || :
}

# List the names of all mistakes.
known_mistakes()
{
    grep -ohE '"[a-z0-9]+(-[a-z0-9]+)*"' "$KIT"/tests/harness/diagnosis/mistakes_*.c | sort -u |
        jq -s .
}

# What must be true of every record: tools/instructor/grading/README.md.
# shellcheck disable=SC2016 # the words are for jq(1)
sound='
def steps_are_sound:
    if .state == "graded" or .state == "stopped"
    then all(.steps[]; .verdict | IN("pass", "FAIL", "todo", "not checked"))
    else all(.steps[]; .verdict == "not checked" and .needs == 0 and .failed == [])
    end and all(.steps[]; .points == if .verdict == "pass" then .most else 0 end)
    and all(.steps[]; .verdict != "pass" or .passed == .of);
.format == "socket-labs record 1" and
(.points == ([.labs[].points] | add)) and (.most == ([.labs[].most] | add)) and
all(.labs[]; .points == ([.steps[].points] | add) and .most == 20 and
    (.state | IN("graded", "missing", "does not compile", "stopped")) and
    steps_are_sound) and
(.refused == "" or all(.labs[]; .state == "missing")) and
([.labs[] | .mistake, .steps[].failed[].mistake | split(" ")[]] - $names == [])'

# Print what is wrong with a record: it must be JSON, UTF-8, without control
# characters, and sound.
unsound() # RECORD
{
    jq -e --argjson names "$(known_mistakes)" "$sound" "$1" >/dev/null 2>&1 ||
        echo 'its record is not whole, or not sound'
    iconv -f utf-8 -t utf-8 "$1" >/dev/null 2>&1 || echo 'its record is no UTF-8'
    ! tr -d '\n' <"$1" | grep -qP '[\x00-\x1f\x7f]' ||
        echo 'its record has control characters'
}
