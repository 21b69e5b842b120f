/* text.c - see text.h. */
#include "text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"

/* More gaps are of no use in a line. A longer line cannot be compared:
 * program.c keeps no more of what a program prints. */
enum { GAPS_MOST = 8, FILL_MOST = 4 << 20 };

/* A text is a sequence of pieces. */
struct piece {
    enum { END, NO_NEWLINE, BYTE, NAME, ANY, FILL, BAD } kind;
    char byte;
    char name[NAME_MOST];
    size_t count;
    const char *problem;
};

static struct piece bad(const char *problem)
{
    return (struct piece){.kind = BAD, .problem = problem};
}

static struct piece escape(const char **at)
{
    static const char letters[] = "rtn0\\[", bytes[] = "\r\t\n\0\\[";
    char c = *(*at)++;
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter)
        return (struct piece){.kind = BYTE, .byte = bytes[letter - letters]};
    if (c == 'x' && isxdigit((unsigned char)(*at)[0]) &&
        isxdigit((unsigned char)(*at)[1])) {
        char digits[] = {(*at)[0], (*at)[1], '\0'};
        *at += 2;
        return (struct piece){.kind = BYTE,
                              .byte = (char)strtoul(digits, NULL, 16)};
    }
    return bad("unknown escape: \\r \\t \\n \\0 \\xff \\\\ \\[ are known");
}

static struct piece bracket(const char **at)
{
    struct piece p = {0};
    int used = 0;
    if (strncmp(*at, "..]", 3) == 0) {
        *at += 3;
        return (struct piece){.kind = ANY};
    }
    if (isdigit((unsigned char)**at) &&
        sscanf(*at, "%zu bytes]%n", &p.count, &used) == 1 && used > 0) {
        *at += used;
        p.kind = FILL;
        return p;
    }
    if (sscanf(*at, "%23[A-Z0-9]]%n", p.name, &used) == 1 && used > 0 &&
        isupper((unsigned char)p.name[0])) {
        *at += used;
        p.kind = NAME;
        return p;
    }
    return bad("unknown [...]: [NAME], [..] and [N bytes] are known; "
               "\\[ is the bracket itself");
}

static struct piece next(const char **at)
{
    char c = **at;
    if (c == '\0')
        return (struct piece){.kind = END};
    ++*at;
    if (c == '\\' && **at == '\0')
        return (struct piece){.kind = NO_NEWLINE};
    if (c == '\\')
        return escape(at);
    if (c == '[')
        return bracket(at);
    return (struct piece){.kind = BYTE, .byte = c};
}

/* --- names ---------------------------------------------------------------- */

void names_set(struct names *n, const char *name, const char *word)
{
    int i = 0;
    while (i < n->count && strcmp(n->of[i].name, name) != 0)
        i++;
    if (i == NAMES) {
        fprintf(stderr, "harness: more than %d names\n", NAMES);
        exit(1);
    }
    if (i == n->count)
        n->count++;
    snprintf(n->of[i].name, NAME_MOST, "%s", name);
    snprintf(n->of[i].word, WORD_MOST, "%s", word);
}

const char *names_get(const struct names *n, const char *name)
{
    for (int i = 0; i < n->count; i++)
        if (strcmp(n->of[i].name, name) == 0)
            return n->of[i].word;
    return NULL;
}

/* --- reading a text ------------------------------------------------------- */

const char *text_problem(const char *text)
{
    int gaps = 0;
    size_t room = FILL_MOST;
    for (;;) {
        struct piece p = next(&text);
        gaps += p.kind == ANY;
        if (p.kind == BAD)
            return p.problem;
        if (gaps > GAPS_MOST)
            return "a line has eight [..] at most";
        if (p.kind == FILL && p.count > room)
            return "a line has 4 MiB at most";
        room -= p.kind == FILL ? p.count : 0;
        if (p.kind == END || p.kind == NO_NEWLINE)
            return NULL;
    }
}

bool text_is_plain(const char *text, const struct names *n)
{
    for (;;) {
        struct piece p = next(&text);
        if (p.kind == END || p.kind == NO_NEWLINE)
            return true;
        if (p.kind == ANY || (p.kind == NAME && !names_get(n, p.name)))
            return false;
    }
}

/* The pattern of [N bytes]: no newline, no run of equal bytes. */
static char fill(size_t i)
{
    return (char)('a' + (i + i / 26) % 26);
}

/* The pattern begins anew after PERIOD bytes. */
static void put_fill(FILE *out, size_t count)
{
    enum { PERIOD = 26 * 26 };
    char piece[PERIOD];
    for (size_t i = 0; i < PERIOD; i++)
        piece[i] = fill(i);
    for (; count > PERIOD; count -= PERIOD)
        fwrite(piece, 1, PERIOD, out);
    fwrite(piece, 1, count, out);
}

static void put(FILE *out, const struct piece *p, const struct names *n)
{
    if (p->kind == BYTE)
        putc(p->byte, out);
    if (p->kind == NAME)
        fputs(names_get(n, p->name), out);
    if (p->kind == FILL)
        put_fill(out, p->count);
}

char *text_bytes(const char *text, const struct names *n, bool line,
                 size_t *len)
{
    char *bytes = NULL;
    FILE *out = must_open_memstream(&bytes, len);
    struct piece p;
    while (p = next(&text), p.kind != END && p.kind != NO_NEWLINE)
        put(out, &p, n);
    if (p.kind == END && line)
        putc('\n', out);
    must_fclose(out);
    return bytes;
}

/* The rest of a line compared with the rest of the text. ENDS: the line is too
 * short. Then a longer gap before it need not be tried. */
enum fit { FITS, DIFFERS, ENDS };

static enum fit compare(const char *text, struct names *n, const char *line,
                        const char *end);

/* Compare a piece that means certain bytes, and move *line behind them. */
static enum fit take(const struct piece *p, const struct names *n,
                     const char **line, const char *end)
{
    const char *word = p->kind == NAME ? names_get(n, p->name) : NULL;
    size_t len = word ? strlen(word) : p->kind == FILL ? p->count : 1;
    for (size_t i = 0; i < len; i++, ++*line) {
        if (*line == end)
            return ENDS;
        if (**line != (word ? word[i] : p->kind == FILL ? fill(i) : p->byte))
            return DIFFERS;
    }
    return FITS;
}

/* [..]: the shortest gap that lets the rest fit. */
static enum fit skip(const char *text, struct names *n, const char *line,
                     const char *end)
{
    for (; line <= end; line++) {
        enum fit fit = compare(text, n, line, end);
        if (fit != DIFFERS)
            return fit;
    }
    return ENDS;
}

/* A new name: the longest word that lets the rest fit. */
static enum fit learn(const char *name, const char *text, struct names *n,
                      const char *line, const char *end)
{
    char word[WORD_MOST];
    int len = 0;
    while (line + len < end && line[len] != '\0' && len < WORD_MOST &&
           !isspace((unsigned char)line[len]))
        len++;
    for (; len > 0; len--) {
        struct names learned = *n;
        if (len == WORD_MOST)
            continue;
        snprintf(word, sizeof word, "%.*s", len, line);
        names_set(&learned, name, word);
        if (compare(text, &learned, line + len, end) == FITS) {
            *n = learned;
            return FITS;
        }
    }
    return line == end ? ENDS : DIFFERS;
}

static enum fit compare(const char *text, struct names *n, const char *line,
                        const char *end)
{
    for (;;) {
        struct piece p = next(&text);
        if (p.kind == END || p.kind == NO_NEWLINE)
            return line == end ? FITS : DIFFERS;
        if (p.kind == ANY)
            return skip(text, n, line, end);
        if (p.kind == NAME && !names_get(n, p.name))
            return learn(p.name, text, n, line, end);
        enum fit fit = take(&p, n, &line, end);
        if (fit != FITS)
            return fit;
    }
}

bool text_matches(const char *text, struct names *n, const char *line,
                  size_t len)
{
    return compare(text, n, line, line + len) == FITS;
}

char *text_shown(const char *text, const struct names *n)
{
    char *shown = NULL;
    size_t len;
    FILE *out = must_open_memstream(&shown, &len);
    while (*text) {
        const char *from = text;
        struct piece p = next(&text);
        if (p.kind == NAME && names_get(n, p.name))
            fputs(names_get(n, p.name), out);
        else
            fwrite(from, 1, (size_t)(text - from), out);
    }
    must_fclose(out);
    return shown;
}

void text_put_folded(FILE *out, const char *first, const char *prose)
{
    int indent = (int)strlen(first), column = indent;
    fputs(first, out);
    while (*(prose += strspn(prose, " \n"))) {
        int len = (int)strcspn(prose, " \n");
        if (column > indent && column + 1 + len > 78) {
            fprintf(out, "\n%*s", indent, "");
            column = indent;
        }
        column +=
            fprintf(out, "%s%.*s", column > indent ? " " : "", len, prose);
        prose += len;
    }
    fputc('\n', out);
}
