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

/* "bind: EADDRINUSE, address already in use" */
static const char *read_complaint(struct line *l)
{
    char name[32];
    const char *at = strstr(l->text, ": E");
    if (at && sscanf(at + 2, "%31[A-Z0-9_]", name) == 1) {
        l->error = strncmp(name, "EAI_", 4) == 0 ? EAI_NONAME : 0;
        for (int error = 1; error < 140; error++)
            if (strerrorname_np(error) &&
                strcmp(strerrorname_np(error), name) == 0)
                l->error = error;
    }
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

/* The forms of lines. In a `numbered` one a digit may follow `head`. A text
 * follows only if there is a function to read it. */
static const struct form {
    const char *head;
    bool numbered;
    const char *tail;
    enum line_kind kind;
    reading *read;
} forms[] = {
    {"#", false, "", WHY, read_nothing},
    {"!", false, " at most ", LIMIT, read_limit},
    {"!", false, " stdin closed", NO_STDIN, NULL},
    {"!", false, " server.c: ", EDIT_SERVER, read_edit},
    {"!", false, " client.c: ", EDIT_CLIENT, read_edit},
    {"!", false, " not under Wine: ", NOT_WINE, read_reason},
    {"!", false, " Wine does as Linux: ", WINE_AS_LINUX, read_reason},
    {"!", false, " not on Windows: ", NOT_WINDOWS, read_reason},
    {"!", false, " ", FAULT, read_fault},
    {"$", true, " ", START, read_start},
    {"in", true, ">", TYPES, read_text},
    {"in", true, ".", TYPES_END, NULL},
    {"out", true, ">", PRINTS, read_text},
    {"err", true, ">", COMPLAINS, read_complaint},
    {"exit", true, " ", EXITS, read_exit},
    {"C", true, ">", CLIENT_SAYS, read_text},
    {"C", true, " connects", CLIENT_CONNECTS, NULL},
    {"C", true, ".", CLIENT_ENDS, NULL},
    {"C", true, " closes", CLIENT_CLOSES, NULL},
    {"C", true, "!", CLIENT_RESETS, NULL},
    {"C", true, " stops reading", CLIENT_DEAF, NULL},
    {"S", true, ">", SERVER_SAYS, read_text},
    {"S", true, ".", SERVER_ENDS, NULL},
    {"S", true, " closes", SERVER_CLOSES, NULL},
    {"S", true, "!", SERVER_RESETS, NULL},
    {"S", false, " listens ", LISTENS, read_place},
    {"S", false, " refuses ", REFUSES, read_place},
    {"S", false, " ignores ", IGNORES, read_place},
    {"X", false, ">", STRANGER_SAYS, read_text},
};

/* The text that follows the form's words; NULL: the line has another form. */
static const char *behind(const struct form *form, const char *raw, int *who)
{
    size_t head = strlen(form->head), tail = strlen(form->tail);
    const char *at = raw + head;
    *who = 1;
    if (strncmp(raw, form->head, head) != 0)
        return NULL;
    if (form->numbered && *at >= '1' && *at <= '9')
        *who = *at++ - '0';
    if (strncmp(at, form->tail, tail) != 0)
        return NULL;
    at += tail;
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
