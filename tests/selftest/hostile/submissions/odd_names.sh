#!/bin/bash
# Names that are options, commands, patterns, orders to a terminal or a page.
set -eu
# shellcheck disable=SC1003,SC2016 # nothing here is to be expanded
odd()
{
    (cd "$1" && touch -- -rf --help '--checkpoint-action=exec=touch mine' \
        --checkpoint=1 '-o mine' '$(touch mine)' '`touch mine`' ';touch mine;' \
        '|touch mine' $'new\nline' $'\e[2J' '<script>alert(1)<' ']]>&xxe;' \
        "=cmd|' C calc'!A0" '%s%n%n' '*' '?' ' ' '\' '"' "'" $'\xff\xfe' \
        "$(printf '%0255d' 0)")
}
odd handed-in
odd handed-in/lab03-accept-recv
mkdir -- handed-in/--exec handed-in/lab03-accept-recv/-I.
