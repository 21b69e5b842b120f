# table.awk - make a table of lines "LAB|BUILD|ATTACK|ok, - or FAIL|WHY".
#
# Rows are attacks, columns are labs. The results of the interrupted build go
# into the last row. Below the table come notes and counts: -v side=server.
BEGIN { FS = "|"; last = "EINTR: all of these, interrupted" }

{
    row = $2 == "interrupted" ? last : $3
    if (row != last && !(row in known)) {
        known[row] = 1
        order[++rows] = row
    }
    cell = row SUBSEP substr($1, 1, 5)
}

$4 == "FAIL" {
    notes[++noted] = $1 " " side ", " $2 " build, " $3 "\n      " $5
    if (cells[cell] !~ /FAIL/)
        cells[cell] = "FAIL " noted
}

$4 == "ok" && cells[cell] == "" { cells[cell] = "ok" }

END {
    printf "  %-36s", "attacks on each " side
    for (lab = 1; lab <= 6; lab++)
        printf "%-7s", "lab0" lab
    print ""
    order[++rows] = last
    for (i = 1; i <= rows; i++) {
        printf "  %-36s", order[i]
        for (lab = 1; lab <= 6; lab++) {
            word = cells[order[i] SUBSEP "lab0" lab]
            passed += word == "ok"
            failed += word ~ /FAIL/
            printf "%-7s", word == "" ? "-" : word
        }
        print ""
    }
    for (i = 1; i <= noted; i++)
        printf "%4d  %s\n", i, notes[i]
    printf "%ss: %d passed, %d failed\n", side, passed, failed
    exit failed > 0
}
