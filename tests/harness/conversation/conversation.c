/* conversation.c - see conversation.h. */
#include "conversation.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault_words.h"
#include "must.h"
#include "text.h"

/* The words of the notation. `numbered` ones may carry a digit. */
static const struct form {
    const char *head;
    bool numbered;
    const char *tail;
    enum line_kind kind;
    enum { NOTHING, TEXT, REST } takes;
} forms[] = {
    {"#", false, "", WHY, REST},
    {"!", false, " at most ", LIMIT, REST},
    {"!", false, " stdin closed", NO_STDIN, NOTHING},
    {"!", false, " server.c: ", EDIT_SERVER, REST},
    {"!", false, " client.c: ", EDIT_CLIENT, REST},
    {"!", false, " not under Wine: ", NOT_WINE, REST},
    {"!", false, " Wine does as Linux: ", WINE_AS_LINUX, REST},
    {"!", false, " not on Windows: ", NOT_WINDOWS, REST},
    {"!", false, " ", FAULT, REST},
    {"$", true, " ", START, TEXT},
    {"in", true, ">", TYPES, TEXT},
    {"in", true, ".", TYPES_END, NOTHING},
    {"out", true, ">", PRINTS, TEXT},
    {"err", true, ">", COMPLAINS, TEXT},
    {"exit", true, " ", EXITS, REST},
    {"C", true, ">", CLIENT_SAYS, TEXT},
    {"C", true, " connects", CLIENT_CONNECTS, NOTHING},
    {"C", true, ".", CLIENT_ENDS, NOTHING},
    {"C", true, " closes", CLIENT_CLOSES, NOTHING},
    {"C", true, "!", CLIENT_RESETS, NOTHING},
    {"C", true, " stops reading", CLIENT_DEAF, NOTHING},
    {"S", true, ">", SERVER_SAYS, TEXT},
    {"S", true, ".", SERVER_ENDS, NOTHING},
    {"S", true, " closes", SERVER_CLOSES, NOTHING},
    {"S", true, "!", SERVER_RESETS, NOTHING},
    {"S", false, " listens ", LISTENS, REST},
    {"S", false, " refuses ", REFUSES, REST},
    {"S", false, " ignores ", IGNORES, REST},
    {"X", false, ">", STRANGER_SAYS, TEXT},
};

struct reader {
    struct document *d;
    FILE *file;
    char *line; /* without its newline */
    size_t size;
    int number;
    char *title; /* of the last heading */
    int step, under_title, windows_under_title;
    bool broken; /* what cannot be understood was told of */
};

static bool wrong(const struct reader *r, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: ", r->d->file, r->number);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return false;
}

static bool next_line(struct reader *r)
{
    ssize_t len = must_getline(&r->line, &r->size, r->file);
    if (len == -1)
        return false;
    r->number++;
    r->broken |= memchr(r->line, '\0', (size_t)len) && !wrong(r, "a NUL byte");
    while (len > 0 && (r->line[len - 1] == '\n' || r->line[len - 1] == '\r'))
        r->line[--len] = '\0';
    return true;
}

/* --- lines ---------------------------------------------------------------- */

static bool fits(const struct form *form, const char *raw, struct line *line)
{
    size_t head = strlen(form->head);
    if (strncmp(raw, form->head, head) != 0)
        return false;
    const char *at = raw + head;
    line->who = 1;
    if (form->numbered && *at >= '1' && *at <= '9')
        line->who = *at++ - '0';
    size_t tail = strlen(form->tail);
    if (strncmp(at, form->tail, tail) != 0)
        return false;
    at += tail;
    if (form->takes == NOTHING && *at != '\0')
        return false;
    if (form->takes != NOTHING && *at == ' ')
        at++;
    line->kind = form->kind;
    line->text = must_strdup(at);
    return true;
}

/* "send at most 7 bytes", "EINTR on accept". */
static const char *read_fault(struct line *l)
{
    return fault_read(&l->fault, l->text)
               ? NULL
               : "expected: ! at most N descriptors, ! stdin closed, "
                 "! server.c: OLD -> NEW, ! send at most N bytes, or "
                 "! EINTR on accept (tests/README.md has them all)";
}

/* What is wrong with the text that follows the notation's word? */
static const char *text_of_kind_problem(struct line *l)
{
    int number, used = 0;
    char word[32], address[32];
    switch (l->kind) {
    case LIMIT:
        if (sscanf(l->text, "%d descriptors%n", &number, &used) == 1 &&
            used > 0 && l->text[used] == '\0' && number >= 3)
            return NULL;
        return "expected: ! at most N descriptors (N at least 3)";
    case FAULT:
        return read_fault(l);
    case EXITS:
        if (sscanf(l->text, "%d%n", &number, &used) == 1 &&
            l->text[used] == '\0' && number >= 0 && number <= 255)
            return NULL;
        if (sscanf(l->text, "SIG%31[A-Z]%n", word, &used) == 1 &&
            l->text[used] == '\0')
            return NULL;
        return "expected: exit STATUS (0 to 255), or exit SIGNAME";
    case EDIT_SERVER:
    case EDIT_CLIENT:
        return strstr(l->text, " -> ") ? NULL : "expected: ! FILE: OLD -> NEW";
    case LISTENS:
    case REFUSES:
    case IGNORES:
        if (sscanf(l->text, "[%23[A-Z0-9]]%n at %31s%n", word, &used, address,
                   &used) >= 1 &&
            l->text[used] == '\0')
            return NULL;
        return "expected: S listens [PORT], perhaps followed by: at ADDRESS";
    case NOT_WINE:
    case WINE_AS_LINUX:
    case NOT_WINDOWS:
        return *l->text ? NULL : "expected: a reason behind the colon";
    case WHY:
        return NULL;
    default:
        return text_problem(l->text);
    }
}

static bool read_line_of(struct reader *r, struct line *line)
{
    *line = (struct line){.number = r->number, .raw = must_strdup(r->line)};
    size_t i = 0, count = sizeof forms / sizeof *forms;
    while (i < count && !fits(&forms[i], r->line, line))
        i++;
    if (i == count)
        return wrong(r,
                     "not understood: '%s' (tests/README.md has the notation)",
                     r->line);
    const char *problem = text_of_kind_problem(line);
    return problem ? wrong(r, "%s", problem) : true;
}

/* Conditions come before the first program; every terminal that is spoken of
 * has one. */
static bool order_is_right(const struct reader *r, const struct conversation *c)
{
    bool started[10] = {false}, any = false;
    for (int i = 0; i < c->count; i++) {
        const struct line *l = &c->lines[i];
        struct reader at = *r;
        at.number = l->number;
        if (l->kind == START && started[l->who])
            return wrong(&at, "terminal %d has a program already", l->who);
        if (l->kind == START)
            started[l->who] = any = true;
        if (l->kind >= LIMIT && l->kind <= EDIT_CLIENT && any)
            return wrong(&at, "a condition must stand before the first $");
        if (l->kind >= TYPES && l->kind <= EXITS && !started[l->who])
            return wrong(&at, "no program was started in terminal %d", l->who);
        if (l->kind == STRANGER_SAYS && !c->udp)
            return wrong(&at, "X> needs a block marked `transcript udp`");
    }
    if (!any)
        return wrong(r, "this conversation starts no program");
    return true;
}

/* Of some lines only so many can be played. */
static bool numbers_are_right(const struct reader *r,
                              const struct conversation *c)
{
    static const struct {
        enum line_kind kind;
        int most;
        const char *what;
    } limits[] = {
        {LISTENS, 1, "S listens"},
        {REFUSES, PLACES_MOST, "S refuses"},
        {IGNORES, PLACES_MOST, "S ignores"},
        {FAULT, FAULTS_MOST, "a fault"},
    };
    for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
        int count = 0;
        for (int i = 0; i < c->count; i++) {
            struct reader at = *r;
            at.number = c->lines[i].number;
            count += c->lines[i].kind == limits[k].kind;
            if (count > limits[k].most)
                return wrong(&at, "more than %d times: %s", limits[k].most,
                             limits[k].what);
        }
    }
    return true;
}

/* --- blocks --------------------------------------------------------------- */

/* The length of a fence's row of backticks, 0 if the line is none. */
static size_t fence(const char *line)
{
    size_t ticks = strspn(line, "`");
    return ticks >= 3 ? ticks : 0;
}

static void *more(void *array, int count, size_t size)
{
    return must_realloc(array, (size_t)(count + 1) * size);
}

/* Those for Windows alone are kept, and counted, by themselves. */
static struct conversation *add_conversation(struct document *d,
                                             struct conversation c)
{
    struct conversation **of = c.windows ? &d->windows : &d->conversations;
    int *count = c.windows ? &d->windows_count : &d->conversation_count;
    *of = more(*of, *count, sizeof c);
    (*of)[*count] = c;
    return &(*of)[(*count)++];
}

/* The heading, "(2)" for the second one below it. Those for Windows alone have
 * numbers of their own: they change nobody's name. */
static char *title_of(struct reader *r, bool windows)
{
    int *under = windows ? &r->windows_under_title : &r->under_title;
    char number[16] = "";
    if (++*under > 1)
        snprintf(number, sizeof number, " (%d)", *under);
    return must_asprintf("%s%s%s", r->title, windows ? " (Windows)" : "",
                         number);
}

static bool read_conversation(struct reader *r, size_t ticks,
                              struct conversation begun)
{
    if (r->title == NULL)
        return wrong(r, "a conversation needs a heading above it");
    begun.file = r->d->file;
    begun.number = r->number;
    begun.title = title_of(r, begun.windows);
    struct conversation *c = add_conversation(r->d, begun);
    bool more_lines;
    while ((more_lines = next_line(r)) && fence(r->line) != ticks) {
        if (*r->line == '\0')
            continue;
        c->lines = more(c->lines, c->count, sizeof *c->lines);
        if (!read_line_of(r, &c->lines[c->count++]))
            return false;
    }
    if (!more_lines)
        return wrong(r, "the block that began in line %d has no end",
                     c->number);
    return order_is_right(r, c) && numbers_are_right(r, c);
}

static bool read_excerpt(struct reader *r, size_t ticks, const char *info)
{
    struct document *d = r->d;
    struct excerpt e = {.number = r->number};
    size_t len = 0;
    char source[256];
    if (sscanf(info, "c %255s %d", source, &e.step) != 2)
        return wrong(r, "expected: c FILE STEP, not '%s'", info);
    e.source = must_strdup(source);
    FILE *text = must_open_memstream(&e.text, &len);
    bool more_lines;
    while ((more_lines = next_line(r)) && fence(r->line) != ticks)
        fprintf(text, "%s\n", r->line);
    must_fclose(text);
    d->excerpts = more(d->excerpts, d->excerpt_count, sizeof e);
    d->excerpts[d->excerpt_count++] = e;
    return more_lines ||
           wrong(r, "the block that began in line %d has no end", e.number);
}

static bool skip_block(struct reader *r, size_t ticks)
{
    int from = r->number;
    while (next_line(r))
        if (fence(r->line) == ticks)
            return true;
    return wrong(r, "the block that began in line %d has no end", from);
}

/* Is the next word of a fence this one? Then go behind it. */
static bool takes_word(const char **info, const char *word)
{
    size_t len = strlen(word);
    bool is = strncmp(*info, word, len) == 0;
    *info += is ? len : 0;
    return is;
}

/* "transcript", perhaps with " udp", " windows" and " step N" behind it. */
static bool is_transcript(const char *info, struct conversation *c)
{
    int used = 0;
    if (!takes_word(&info, "transcript"))
        return false;
    c->udp = takes_word(&info, " udp");
    c->windows = takes_word(&info, " windows");
    if (sscanf(info, " step %d%n", &c->step, &used) == 1)
        info += used;
    return *info == '\0' && c->step >= 0;
}

static bool read_block(struct reader *r, size_t ticks)
{
    char *info = must_strdup(r->line + ticks);
    struct conversation c = {.step = r->step};
    bool good =
        ticks > 3 || strcmp(info, "text") == 0 || strcmp(info, "sh") == 0
            ? skip_block(r, ticks)
        : is_transcript(info, &c) ? read_conversation(r, ticks, c)
        : strncmp(info, "c ", 2) == 0
            ? read_excerpt(r, ticks, info)
            : wrong(r,
                    "a block is `transcript`, with `udp`, `windows` and "
                    "`step N` behind it or not, `c FILE STEP`, `text` or "
                    "`sh`, not `%s`",
                    info);
    free(info);
    return good;
}

/* "## Step 4. Accept a client" and "## It goes on (step 4)". */
static void read_heading(struct reader *r)
{
    const char *text = r->line + strspn(r->line, "#");
    text += strspn(text, " ");
    int step, used = 0;
    r->step = 0;
    if (sscanf(text, "Step %d. %n", &step, &used) == 1 && used > 0) {
        r->step = step;
        text += used;
    }
    free(r->title);
    r->title = must_strdup(text);
    r->under_title = r->windows_under_title = 0;
    char *mark = strstr(r->title, " (step ");
    used = 0;
    if (mark && sscanf(mark, " (step %d)%n", &step, &used) == 1 && used > 0) {
        r->step = step;
        *mark = '\0';
    }
}

static void free_conversations(struct conversation *of, int count)
{
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < of[i].count; k++) {
            free(of[i].lines[k].text);
            free(of[i].lines[k].raw);
        }
        free(of[i].lines);
        free(of[i].title);
    }
    free(of);
}

void document_free(struct document *d)
{
    free_conversations(d->conversations, d->conversation_count);
    free_conversations(d->windows, d->windows_count);
    for (int i = 0; i < d->excerpt_count; i++) {
        free(d->excerpts[i].source);
        free(d->excerpts[i].text);
    }
    free(d->excerpts);
    *d = (struct document){.file = d->file};
}

bool document_read(struct document *d, const char *file)
{
    *d = (struct document){.file = file};
    struct reader r = {.d = d, .file = fopen(file, "re")};
    if (r.file == NULL) {
        fprintf(stderr, "%s: %s\n", file, strerror(errno));
        return false;
    }
    bool good = true;
    while (good && !r.broken && next_line(&r)) {
        size_t ticks = fence(r.line);
        if (ticks)
            good = read_block(&r, ticks);
        else if (*r.line == '#')
            read_heading(&r);
    }
    fclose(r.file);
    free(r.line);
    free(r.title);
    good &= !r.broken;
    if (!good)
        document_free(d);
    return good;
}

bool conversation_tests_client(const struct conversation *c)
{
    for (int i = 0; i < c->count; i++)
        if (c->lines[i].kind >= LISTENS && c->lines[i].kind <= IGNORES)
            return true;
    return false;
}

bool conversation_has_faults(const struct conversation *c)
{
    for (int i = 0; i < c->count; i++)
        if (c->lines[i].kind == FAULT)
            return true;
    return false;
}
