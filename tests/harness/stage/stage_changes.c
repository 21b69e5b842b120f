/* stage_changes.c - lines that change what is played: edits, faults, limits. */
#include "stage.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "labs.h"
#include "wine.h"

/* Read the program's text into s->text, unless a change before has done so. */
static bool read_text(struct stage *s, bool server)
{
    char path[PATH_MOST], relative[256];
    snprintf(relative, sizeof relative, "%s/%s.c", s->cast.lab,
             server ? "server" : "client");
    if (s->text[server] == NULL)
        s->text[server] = path_read(path_of(path, relative));
    return s->text[server] != NULL;
}

/* Is it the last change of this program? Then it is compiled. */
static bool is_last_change(const struct stage *s, const struct line *l)
{
    const struct line *end = s->c->lines + s->c->count;
    return l + 1 == end || l[1].kind != l->kind;
}

bool stage_edit(struct stage *s, const struct line *l)
{
    bool server = l->kind == EDIT_SERVER;
    if (server ? s->cast.foreign_server : s->cast.foreign_client)
        s->unfit = "it needs the source: that is to be changed";
    if (s->unfit)
        return false;
    char *to = server ? s->cast.server : s->cast.client, name[16];
    const char *word = server ? "server" : "client";
    if (!read_text(s, server))
        return stage_fail(s, l, "%s/%s.c: %s", s->cast.lab, word,
                          strerror(errno));
    char *edited = edit_text(s->text[server], l->edit.old, l->edit.new);
    if (edited == NULL) {
        if (labs_are_starters())
            s->unfit = "it changes a line that your program does not have";
        return stage_fail(s, l, "not exactly once in %s/%s.c: '%s'",
                          s->cast.lab, word, l->edit.old);
    }
    free(s->text[server]);
    s->text[server] = edited;
    if (!is_last_change(s, l))
        return true;
    snprintf(name, sizeof name, "%s%s", word, wine_runs(to) ? ".exe" : "");
    edit_forget(&s->edited[server]);
    if (!edit_build(&s->edited[server], edited, name))
        return stage_fail(s, l, "does not compile after the edit");
    snprintf(to, PATH_MOST, "%s", s->edited[server].program);
    return true;
}

/* For the tracer of all programs below. */
bool stage_plan_fault(struct stage *s, const struct line *l)
{
    struct faults *all = &s->options.faults;
    all->of[all->count++] = l->fault;
    return true;
}

bool stage_stop_reading(struct stage *s, const struct line *l)
{
    struct peer *p = stage_peer(s, l);
    if (p)
        p->wire.deaf = true;
    return p != NULL;
}

/* Set a limit for programs that are started below. */
bool stage_limit(struct stage *s, const struct line *l)
{
    if (l->kind == LIMIT)
        s->options.descriptors = l->descriptors;
    else
        s->options.stdin_closed = true;
    return true;
}
