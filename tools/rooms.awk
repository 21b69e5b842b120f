# rooms.awk - hold the engine's #include lines to the table of its rooms.
#
# usage: awk -f tools/rooms.awk tests/harness/rooms FILE...
#
# FILE is tests/harness/ROOM/NAME.[ch], all of them. A breach is told with its file
# and line, and makes the exit status 1.
FNR == 1 {
    parts = split(FILENAME, part, "/")
    room = part[parts - 1]
}

# The table comes first.
NR == FNR {
    sub(/#.*/, "")
    if ($1 == "")
        next
    known[$1] = 1
    for (i = 2; i <= NF; i++)
        may[$1, $i] = 1
    next
}

FNR == 1 {
    home[part[parts]] = room
    if (!(room in known)) {
        printf "%s: tests/harness/rooms has no room \"%s\"\n", FILENAME, room
        bad = 1
    }
}

/^#include "/ {
    split($0, word, "\"")
    count++
    from[count] = room
    to[count] = word[2]
    at[count] = FILENAME ":" FNR
}

END {
    for (i = 1; i <= count; i++) {
        other = home[to[i]]
        if (other == "" || other == from[i] || may[from[i], "all"] ||
            may[from[i], other])
            continue
        printf "%s: %s/ may not include %s/ (%s)\n", at[i], from[i], other, to[i]
        bad = 1
    }
    exit bad
}
