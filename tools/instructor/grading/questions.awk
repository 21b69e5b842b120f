# questions.awk - print the name and question of each mistake, from the lists
# near the end of the handouts: ["lab03-accept-recv", 2, "no-room", "..."] on a
# line. Step 0 means any step.
# usage: awk -f questions.awk handouts/lab*.md

# Print the mistake that is complete now.
function tell() {
    if (name)
        printf "[\"%s\", %d, \"%s\", \"%s\"]\n", lab, step, name, question
    name = ""
}

FNR == 1 {
    lab = FILENAME
    sub(/.*\//, "", lab)
    sub(/\.md$/, "", lab)
    listed = 0
}
/^A failed test may call your mistake by its name/ { listed = 1 }
/^## / { listed = 0 }
/^In any step:/ { step = 0 }
/^Step [0-9]+, / { step = $2 + 0 }
/^[^ ]/ || /^$/ { tell() }
listed && /^- `[a-z0-9-]+`: / {
    name = $2
    gsub(/[`:]/, "", name)
    question = substr($0, index($0, ": ") + 2)
    gsub(/["\\]/, "\\\\&", question)
}
listed && name && /^  / {
    more = substr($0, 3)
    gsub(/["\\]/, "\\\\&", more)
    question = question " " more
}
END { tell() }
