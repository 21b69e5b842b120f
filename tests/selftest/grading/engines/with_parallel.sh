# with_parallel.sh - tests of grade-parallel, here and over ssh. Sourced by run.
# shellcheck shell=bash disable=SC2154

test_parallel()
{
    check 'parallel: the same records' grades_all tools/instructor/grade-parallel "$out"
    check 'parallel: again, there is nothing to do' nothing_to_do tools/instructor/grade-parallel "$out"
    check 'parallel: only what has changed' only_what_changed
    check 'parallel: make grade finds all up to date' prints '3 submissions, 0 to grade' \
        env LABS=lab01 SEED=4711 ISOLATION= tools/instructor/grade "$work/handed-in" "$out"
    check 'parallel: not while somebody else grades' in_use
    check 'parallel: a unit that cannot be graded is named' one_is_left
}

test_ssh()
{
    check 'ssh: a host without a kit is named' ends 2 'near is left out: there is no kit' \
        env KIT=/nowhere tools/instructor/grade-parallel "$out" near
    check 'ssh: a host with another kit is named' another_kit
    check 'ssh: hosts are lost, units are not' hosts_are_lost
    check 'ssh: killed in the middle, it goes on' killed_and_again near
}

# As if the kit had another path on the host, a link.
test_copies()
{
    ln -s "$PWD" "$work/a kit"
    export COPY=yes KIT="$work/a kit"
    check 'ssh, by copies: killed in the middle, it goes on' killed_and_again near
}

only_what_changed()
{
    local before
    before=$(record_times)
    touch "$out/units/bob/stamp"
    ends 0 '1 of 1 units graded' tools/instructor/grade-parallel "$out" &&
        [ "$(diff <(echo "$before") <(record_times) | grep -c '^>')" = 1 ] && same_records
}

in_use()
{
    ends 2 'somebody grades there' flock "$out/.lock" tools/instructor/grade-parallel "$out"
}

one_is_left()
{
    new_class
    mv "$out/units/eve-1/submission" "$out/units/eve-1/away"
    ends 1 'left: eve-1; say it again' tools/instructor/grade-parallel "$out" "$@" &&
        mv "$out/units/eve-1/away" "$out/units/eve-1/submission" &&
        ends 0 '1 of 1 units graded' tools/instructor/grade-parallel "$out" "$@" && same_records
}

# We kill it when the first record is there; a second call must grade only the
# other units.
killed_and_again() # HOST
{
    local before pid
    new_class
    JOBS=1 tools/instructor/grade-parallel "$out" "$@" &
    pid=$!
    until_true 60 any_record
    kill "$pid"
    wait "$pid"
    before=$(record_times)
    [ "$(wc -l <<<"$before")" -lt 3 ] || return
    tools/instructor/grade-parallel "$out" "$@" && same_records &&
        [ "$(comm -12 <(echo "$before") <(record_times))" = "$before" ]
}

another_kit()
{
    mkdir "$work/another"
    cp -r common handouts lab0* tests tools "$work/another/"
    echo >>"$work/another/tests/lab03.c"
    KIT=$work/another ends 2 'near is left out: the kit at .* not the same' \
        tools/instructor/grade-parallel "$out" near
}

# One host is not reachable; one answers only the first time. The other hosts
# must take their units.
hosts_are_lost()
{
    new_class
    JOBS=1 ends 0 '3 of 3 units graded' tools/instructor/grade-parallel "$out" lost near dead &&
        [ -e "$sshd_folder/asked/again" ] && same_records
}
