# lab03.bats - ten checks of lab 3's server in the usual style of bats. SERVER
# is the path of the program.

setup() {
    "$SERVER" 0 >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" 3>&- &
    pid=$!
    for _ in $(seq 100); do
        port=$(sed -n 's/^listening on 127.0.0.1:\([0-9]*\)$/\1/p' \
            "$BATS_TEST_TMPDIR/out")
        [ -z "$port" ] || return 0
        sleep 0.02
    done
    return 1
}

teardown() {
    kill "$pid" 2>/dev/null || :
    wait "$pid" 2>/dev/null || :
}

# Send some bytes, and print all that comes back until the server closes.
ask() { # FORMAT
    # shellcheck disable=SC2059 # it is a format
    printf "$1" | timeout 2 nc -N 127.0.0.1 "$port"
}

@test "a line comes back" {
    [ "$(ask 'hello\n')" = hello ]
}

@test "half a line comes back" {
    exec 4<>"/dev/tcp/127.0.0.1/$port"
    printf hel >&4
    read -r -N 3 -t 2 heard <&4
    [ "$heard" = hel ]
    exec 4>&-
}

@test "three lines come back in order" {
    [ "$(ask 'one\ntwo\nthree\n')" = "$(printf 'one\ntwo\nthree')" ]
}

@test "an empty line is one byte" {
    [ "$(ask '\n' | wc -c)" = 1 ]
}

@test "bytes are not text" {
    [ "$(ask '50%%n or \0 more\n' | wc -c)" = 15 ]
}

@test "200000 bytes come back" {
    head -c 200000 /dev/zero | tr '\0' x >"$BATS_TEST_TMPDIR/long"
    timeout 5 nc -N 127.0.0.1 "$port" <"$BATS_TEST_TMPDIR/long" \
        >"$BATS_TEST_TMPDIR/heard"
    cmp "$BATS_TEST_TMPDIR/long" "$BATS_TEST_TMPDIR/heard"
}

@test "one client after another" {
    [ "$(ask 'one\n')" = one ]
    [ "$(ask 'two\n')" = two ]
}

@test "a client that closes without a word ends nothing" {
    ask '' || :
    [ "$(ask 'still there\n')" = 'still there' ]
}

@test "a word is no port" {
    run "$SERVER" word
    [ "$status" = 2 ]
}

@test "a port that is taken ends the server" {
    run "$SERVER" "$port"
    [ "$status" = 1 ]
    [[ $output == *"bind: EADDRINUSE"* ]]
}
