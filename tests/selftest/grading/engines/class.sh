# class.sh - a class of three in $out, laid out as `make grade` does it, and what
# its records must be. Read by run, which has made $work.
# shellcheck shell=bash disable=SC2154

# Ann hands in a folder, bob an archive of what does not compile, eve two files.
hand_in()
{
    local to=$work/handed-in
    mkdir -p "$to/ann" "$work/lab01"
    cp lab01-socket/*.c "$to/ann/"
    cp lab01-socket/*.c "$work/lab01/"
    echo 'this is not C' >>"$work/lab01/server.c"
    tar -C "$work" -czf "$to/bob.tar.gz" lab01
    cp lab01-socket/server.c "$to/eve_1_1_server.c"
    cp lab01-socket/client.c "$to/eve_1_2_client.c"
}

# Laid out once, and copied for each test.
new_class()
{
    rm -rf "$out"
    if [ ! -d "$work/class" ]; then
        hand_in
        LABS=lab01 SEED=4711 ISOLATION='' \
            tools/instructor/grading/lay-out "$work/handed-in" "$work/class" || return
    fi
    cp -a "$work/class" "$out"
}

# The records that all engines must come to.
plain_records()
{
    local key
    new_class || return
    for key in ann bob eve-1; do
        LABS=lab01 SEED=4711 ISOLATION='' tools/instructor/grade-one "$out/units/$key/submission" \
            "$work/plain/records/$key.json" || return
    done
}

# All records are those, apart from the seconds that it took, and sources are here.
same_records()
{
    local key
    for key in ann bob eve-1; do
        [ -s "$out/sources/$key.tar" ] || return
        diff <(jq -S 'del(.seconds)' "$work/plain/records/$key.json") \
            <(jq -S 'del(.seconds)' "$out/records/$key.json") || return
    done
}

record_times()
{
    (cd "$out/records" && stat -c '%n %y %i' -- *.json 2>/dev/null)
}

any_record()
{
    compgen -G "$out/records/*.json"
}

grades_all() # COMMAND [ARG...]
{
    new_class && ends 0 '3 of 3 units graded|all records are up to date' "$@" && same_records
}

nothing_to_do() # COMMAND [ARG...]
{
    local before
    before=$(record_times)
    ends 0 'all records are up to date' "$@" && [ "$(record_times)" = "$before" ]
}
