/* line.c - see line.h. */
#include "line.h"

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault_words.h"
#include "must.h"
#include "wrong.h"

/* --- what the text means -------------------------------------------------- */

/* Each reads l->text into its part of the union. Returns NULL, or what is wrong
 * with the text. */
typedef const char *reading(struct line *l);

static const char *read_nothing(struct line *l)
{
    (void)l;
    return NULL;
}

static const char *read_text(struct line *l)
{
    return text_problem(l->text);
}

static const char *read_reason(struct line *l)
{
    return *l->text ? NULL : "expected: a reason behind the colon";
}

static const char *read_limit(struct line *l)
{
    int used = 0;
    if (sscanf(l->text, "%d descriptors%n", &l->descriptors, &used) == 1 &&
        used > 0 && l->text[used] == '\0' && l->descriptors >= 3)
        return NULL;
    return "expected: ! at most N descriptors (N at least 3)";
}

static const char *read_fault(struct line *l)
{
    if (fault_read(&l->fault, l->text))
        return NULL;
    return "expected: ! at most N descriptors, ! stdin closed, ! server.c: OLD "
           "-> NEW, ! send at most N bytes, or ! EINTR on accept "
           "(tests/README.md has them all)";
}

static const char *read_edit(struct line *l)
{
    const char *arrow = strstr(l->text, " -> ");
    if (arrow == NULL)
        return "expected: ! FILE: OLD -> NEW";
    l->edit.old = must_strndup(l->text, (size_t)(arrow - l->text));
    l->edit.new = must_strdup(arrow + 4);
    return NULL;
}

/* How long the word is that begins a text: no blank ends it in [8 bytes]. */
static size_t word_length(const char *text)
{
    size_t len = 0;
    for (bool inside = false; text[len] && (inside || text[len] != ' '); len++)
        if (text[len] == '\\' && text[len + 1])
            len++;
        else if (strchr("[]", text[len]))
            inside = text[len] == '[';
    return len;
}

/* A command's words; '' is an empty one. */
static const char *read_start(struct line *l)
{
    const char *at = l->text + strspn(l->text, " ");
    for (int count = 0; *at; count++) {
        size_t len = word_length(at);
        bool empty = len == 2 && strncmp(at, "''", 2) == 0;
        if (count == WORDS_MOST)
            return "expected: a command of 30 words at most";
        l->start.words[count] = must_strndup(at, empty ? 0 : len);
        at += len;
        at += strspn(at, " ");
    }
    return text_problem(l->text);
}

/* The error of this name; below 0: of getaddrinfo(); 0: there is none. */
static int error_named(const char *name)
{
    for (int error = 1; error < 140; error++)
        if (strerrorname_np(error) && strcmp(strerrorname_np(error), name) == 0)
            return error;
    return strncmp(name, "EAI_", 4) == 0 ? EAI_NONAME : 0;
}

/* "bind: EADDRINUSE, address already in use", "[..]EADDRINUSE[..]" */
static const char *read_complaint(struct line *l)
{
    char name[32];
    for (const char *at = l->text; (at = strchr(at, 'E')) && !l->error; at++)
        if (sscanf(at, "%31[A-Z0-9_]", name) == 1)
            l->error = error_named(name);
    return text_problem(l->text);
}

/* The signal "PIPE"; 0: there is none of this name. */
static int signal_named(const char *name)
{
    for (int number = 1; number < 32; number++)
        if (sigabbrev_np(number) && strcmp(sigabbrev_np(number), name) == 0)
            return number;
    return 0;
}

static const char *read_exit(struct line *l)
{
    int used = 0;
    char name[32];
    if (sscanf(l->text, "%d%n", &l->exit.status, &used) == 1 &&
        l->text[used] == '\0' && l->exit.status >= 0 && l->exit.status <= 255)
        return NULL;
    if (sscanf(l->text, "SIG%31[A-Z0-9]%n", name, &used) == 1 &&
        l->text[used] == '\0' && (l->exit.signal = signal_named(name)) != 0)
        return NULL;
    return "expected: exit STATUS (0 to 255), or exit SIGNAME";
}

/* "[PORT]" and "[PORT] at ::1" */
static const char *read_place(struct line *l)
{
    int used = 0;
    strcpy(l->place.address, "127.0.0.1");
    if (sscanf(l->text, "[%23[A-Z0-9]]%n at %31s%n", l->place.name, &used,
               l->place.address, &used) >= 1 &&
        l->text[used] == '\0')
        return NULL;
    return "expected: S listens [PORT], perhaps followed by: at ADDRESS";
}

/* --- forms ---------------------------------------------------------------- */

/* The forms of lines. 1 is an optional digit, the number of a terminal, client
 * or connection. A text follows only if there is a function to read it. */
static const struct form {
    const char *words;
    enum line_kind kind;
    reading *read;
} forms[] = {
    {"#", WHY, read_nothing},
    {"! at most ", LIMIT, read_limit},
    {"! stdin closed", NO_STDIN, NULL},
    {"! server.c: ", EDIT_SERVER, read_edit},
    {"! client.c: ", EDIT_CLIENT, read_edit},
    {"! not under Wine: ", NOT_WINE, read_reason},
    {"! Wine does as Linux: ", WINE_AS_LINUX, read_reason},
    {"! not on Windows: ", NOT_WINDOWS, read_reason},
    {"! ", FAULT, read_fault},
    {"$1 ", START, read_start},
    {"in1>", TYPES, read_text},
    {"in1.", TYPES_END, NULL},
    {"out1>", PRINTS, read_text},
    {"err1>", COMPLAINS, read_complaint},
    {"exit1 ", EXITS, read_exit},
    {"C1>", CLIENT_SAYS, read_text},
    {"C1 connects", CLIENT_CONNECTS, NULL},
    {"C1.", CLIENT_ENDS, NULL},
    {"C1 closes", CLIENT_CLOSES, NULL},
    {"C1!", CLIENT_RESETS, NULL},
    {"C1 stops reading", CLIENT_DEAF, NULL},
    {"S1>", SERVER_SAYS, read_text},
    {"S1.", SERVER_ENDS, NULL},
    {"S1 closes", SERVER_CLOSES, NULL},
    {"S1!", SERVER_RESETS, NULL},
    {"S listens ", LISTENS, read_place},
    {"S refuses ", REFUSES, read_place},
    {"S ignores ", IGNORES, read_place},
    {"X>", STRANGER_SAYS, read_text},
};

/* The text that follows the form's words; NULL: the line has another form. */
static const char *behind(const struct form *form, const char *raw, int *who)
{
    const char *at = raw;
    *who = 1;
    for (const char *word = form->words; *word; word++)
        if (*word == '1' && *at >= '1' && *at <= '9')
            *who = *at++ - '0';
        else if (*word != '1' && *at++ != *word)
            return NULL;
    if (form->read == NULL)
        return *at == '\0' ? at : NULL;
    return at + (*at == ' ');
}

bool line_read(struct line *l, const char *raw, const char *file, int number)
{
    const struct form *form = forms,
                      *end = forms + sizeof forms / sizeof *forms;
    const char *text = NULL;
    *l = (struct line){.number = number, .raw = must_strdup(raw)};
    while (form < end && (text = behind(form, raw, &l->who)) == NULL)
        form++;
    l->kind = form < end ? form->kind : WHY;
    l->text = must_strdup(text ? text : "");
    if (text == NULL)
        return wrong_at(
            file, number,
            "not understood: '%s' (tests/README.md has the notation)", raw);
    const char *problem = form->read ? form->read(l) : NULL;
    return problem == NULL || wrong_at(file, number, "%s", problem);
}

void line_free(struct line *l)
{
    if (l->kind == EDIT_SERVER || l->kind == EDIT_CLIENT) {
        free(l->edit.old);
        free(l->edit.new);
    }
    for (int i = 0; l->kind == START && l->start.words[i]; i++)
        free(l->start.words[i]);
    free(l->text);
    free(l->raw);
}

bool line_starts(const struct line *l, const char *program)
{
    const char *word = l->kind == START ? l->start.words[0] : NULL;
    return word && strncmp(word, "./", 2) == 0 &&
           strcmp(word + 2, program) == 0;
}
