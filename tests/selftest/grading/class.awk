# class.awk - who hands in what: a line for each lab of each student, of
# STUDENT FORM LAB KIND NAME POINTS ENDS. Reads the pieces that a lab may be:
# LAB KIND NAME POINTS. Needs count and seed.

# Numbers that any awk makes alike (Park and Miller): from 0 to n - 1.
function random(n)
{
    state = state * 16807 % 2147483647
    return int(state / 2147483647 * n)
}

# One of the words of a list in which each stands with its weight: "a 3 b 1".
function choose(list,    words, n, i, sum, at)
{
    n = split(list, words, " ")
    for (i = 2; i <= n; i += 2)
        sum += words[i]
    at = random(sum)
    for (i = 2; at >= words[i]; i += 2)
        at -= words[i]
    return words[i - 1]
}

# The i-th student; no two have the same name, up to 2400.
function name_of(i,    first, last, style)
{
    first = firsts[i % 40 + 1]
    last = lasts[(int(i / 40) + 7 * i) % 60 + 1]
    style = choose("plain 4 comma 2 joined 2 number 2 mail 1")
    if (style == "plain") return first " " last
    if (style == "comma") return last ", " first
    if (style == "joined") return tolower(last "-" first)
    if (style == "mail") return tolower(first "." last) "@example.org"
    return "s" 1000000 + i * 37
}

# What becomes of a lab if so many were reached.
function kind_of(lab, reached)
{
    if (lab <= reached)
        return choose("variant 38 reference 24 mutant 33 filled 5")
    if (lab == reached + 1)
        return choose("filled 75 untouched 15 missing 10")
    return choose("untouched 60 missing 40")
}

function put(student, form, lab, kind,    pick, ends)
{
    pick = kind == "untouched" ? first_of[lab, "filled"] : \
        pieces[lab, kind, random(how_many[lab, kind])]
    ends = choose("lf 86 crlf 7 bom 1 built 6")
    print student, form, lab, pick, ends
}

BEGIN {
    OFS = "\t"
    state = seed % 2147483646 + 1
    random(2)
    split("Ada Alan Amira Ana Anders Aoife Arjun Barbara Bjarne Chen Chiara " \
        "Dennis Edsger Elif Emma Fatima Frances Grace Hana Hedy Ivan Jan Jos\303\251 " \
        "J\303\274rgen Kari Ken Leila Linus Maria Mei Minh Niamh Olga Paolo Radia " \
        "Rosa Sofia Tove Wei Zo\303\253", firsts, " ")
    split("Abebe Ahmed Andersson Bauer Becker Berg Brown Bruun Chan Costa Cruz " \
        "Diaz Dubois Eriksen Evans Ferrari Fischer Fuchs Garc\303\255a Green Gupta " \
        "Haddad Hansen Horv\303\241th Huber Ito Ivanova Jansen Jones Kaya Kim Klein " \
        "Kowalski Larsen Lee Lopez Martin Meyer Moreau M\303\274ller Nagy Nguyen " \
        "Novak O'Brien Okafor Olsen Park Patel Petrov Popescu Rossi Santos Sato " \
        "Schmidt Silva Singh Tanaka Wagner Weber Yilmaz", lasts, " ")
}

{
    if (!($1 in known)) {
        known[$1] = ++labs
        lab_at[labs] = $1
    }
    if (!(($1, $2) in first_of))
        first_of[$1, $2] = $2 OFS $3 OFS $4
    pieces[$1, $2, how_many[$1, $2]++] = $2 OFS $3 OFS $4
}

END {
    for (i = 0; i < count; i++) {
        student = name_of(i)
        form = choose("folder 40 nested 8 zip 25 tar.gz 22 tar.xz 5")
        reached = choose("6 55 5 15 4 12 3 8 2 5 1 3 0 2")
        attacks = random(100) < 3
        for (lab = 1; lab <= labs; lab++)
            put(student, form, lab_at[lab], attacks && lab_at[lab] ~ /^lab03/ ? \
                "attacker" : kind_of(lab, reached))
    }
}
