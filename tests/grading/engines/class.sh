# class.sh - a class of three in $out, laid out as `make grade` does it, and what
# its records must be. Read by run, which has made $work.
# shellcheck shell=bash disable=SC2154

# Ann has handed in a folder, bob a file that does not compile, and eve's folder
# was copied by the kit.
new_class()
{
    local key
    rm -rf "$out"
    mkdir -p "$out/records" "$out/handed-in/ann"
    printf 'LABS=lab01\nSEED=4711\nISOLATION=\n' >"$out/settings"
    cp lab01-socket/*.c "$out/handed-in/ann/"
    echo 'this is not C' >"$out/handed-in/server.c"
    for key in ann bob eve; do
        mkdir -p "$out/units/$key"
        echo "$key" >"$out/units/$key/stamp"
    done
    ln -s "$out/handed-in/ann" "$out/units/ann/submission"
    ln -s "$out/handed-in/server.c" "$out/units/bob/submission"
    cp -r lab01-socket "$out/units/eve/submission"
}

# The records that all engines must come to.
plain_records()
{
    local key
    new_class
    for key in ann bob eve; do
        LABS=lab01 SEED=4711 ISOLATION='' tools/grade-one "$out/units/$key/submission" \
            "$work/plain/records/$key.json" || return
    done
}

# All records are those, apart from the seconds that it took.
same_records()
{
    local key
    for key in ann bob eve; do
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
