/* document.c - see document.h. */
#include "document.h"

#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "wrong.h"

/* What the last heading says of the blocks below it. */
struct section {
    char *title; /* NULL: there was no heading yet */
    int step;
    int conversations, windows; /* so far */
};

/* --- headings ------------------------------------------------------------- */

/* "## Step 4. Accept a client" and "## It goes on (step 4)". */
static void read_heading(struct section *s, const struct block *b)
{
    const char *text = b->text;
    int step, used = 0;
    free(s->title);
    *s = (struct section){.step = 0};
    if (sscanf(text, "Step %d. %n", &step, &used) == 1 && used > 0) {
        s->step = step;
        text += used;
    }
    s->title = must_strdup(text);
    char *mark = strstr(s->title, " (step ");
    used = 0;
    if (mark && sscanf(mark, " (step %d)%n", &step, &used) == 1 && used > 0) {
        s->step = step;
        *mark = '\0';
    }
}

/* The heading, with " (2)" for the second conversation below it. Conversations
 * for Windows are counted apart, so that they do not change other titles. */
static char *next_title(struct section *s, bool windows)
{
    int *count = windows ? &s->windows : &s->conversations;
    char number[16] = "";
    if (++*count > 1)
        snprintf(number, sizeof number, " (%d)", *count);
    return must_asprintf("%s%s%s", s->title, windows ? " (Windows)" : "",
                         number);
}

/* --- fences --------------------------------------------------------------- */

static void *more(void *array, int count, size_t size)
{
    return must_realloc(array, (size_t)(count + 1) * size);
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

static bool read_conversation(struct document *d, struct section *s,
                              const struct block *b, struct conversation c)
{
    struct conversation **of = c.windows ? &d->windows : &d->conversations;
    int *count = c.windows ? &d->windows_count : &d->conversation_count;
    if (s->title == NULL)
        return wrong_at(d->file, b->number,
                        "a conversation needs a heading above it");
    c.file = d->file;
    c.number = b->number;
    c.title = next_title(s, c.windows);
    *of = more(*of, *count, sizeof c);
    (*of)[*count] = c;
    return conversation_read(&(*of)[(*count)++], b);
}

static bool read_excerpt(struct document *d, const struct block *b)
{
    struct excerpt e = {.number = b->number};
    char source[256];
    if (sscanf(b->text, "c %255s %d", source, &e.step) != 2)
        return wrong_at(d->file, b->number, "expected: c FILE STEP, not '%s'",
                        b->text);
    e.source = must_strdup(source);
    e.text = block_body_text(b);
    d->excerpts = more(d->excerpts, d->excerpt_count, sizeof e);
    d->excerpts[d->excerpt_count++] = e;
    return block_is_closed(b, d->file);
}

static bool read_fence(struct document *d, struct section *s,
                       const struct block *b)
{
    struct conversation c = {.step = s->step};
    if (b->ticks > 3 || strcmp(b->text, "text") == 0 ||
        strcmp(b->text, "sh") == 0)
        return block_is_closed(b, d->file);
    if (is_transcript(b->text, &c))
        return read_conversation(d, s, b, c);
    if (strncmp(b->text, "c ", 2) == 0)
        return read_excerpt(d, b);
    return wrong_at(d->file, b->number,
                    "a block is `transcript`, with `udp`, `windows` and "
                    "`step N` behind it or not, `c FILE STEP`, `text` or "
                    "`sh`, not `%s`",
                    b->text);
}

/* --- the whole ------------------------------------------------------------ */

bool document_read(struct document *d, const char *file)
{
    struct page page;
    struct block b;
    struct section s = {.title = NULL};
    bool good = true;
    *d = (struct document){.file = file};
    if (!page_read(&page, file))
        return false;
    while (good && page_next(&page, &b))
        if (b.kind == BLOCK_HEADING)
            read_heading(&s, &b);
        else if (b.kind == BLOCK_FENCE)
            good = read_fence(d, &s, &b);
    free(s.title);
    page_free(&page);
    if (!good)
        document_free(d);
    return good;
}

void document_free(struct document *d)
{
    for (int i = 0; i < d->conversation_count; i++)
        conversation_free(&d->conversations[i]);
    for (int i = 0; i < d->windows_count; i++)
        conversation_free(&d->windows[i]);
    for (int i = 0; i < d->excerpt_count; i++) {
        free(d->excerpts[i].source);
        free(d->excerpts[i].text);
    }
    free(d->conversations);
    free(d->windows);
    free(d->excerpts);
    *d = (struct document){.file = d->file};
}
