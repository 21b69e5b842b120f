/* markdown.c - see markdown.h. */
#include "markdown.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "wrong.h"

/* --- pages ---------------------------------------------------------------- */

static bool add_line(struct page *p, char *line, size_t len)
{
    size_t slots = (size_t)p->count + 1;
    while (len > 0 && strchr("\r\n", line[len - 1]) && line[len - 1])
        line[--len] = '\0';
    p->lines = must_realloc(p->lines, slots * sizeof *p->lines);
    p->lines[p->count++] = must_strdup(line);
    return memchr(line, '\0', len) == NULL ||
           wrong_at(p->file, p->count, "a NUL byte");
}

bool page_read(struct page *p, const char *file)
{
    char *line = NULL;
    size_t size = 0;
    bool good = true;
    *p = (struct page){.file = file};
    FILE *from = fopen(file, "re");
    if (from == NULL) {
        fprintf(stderr, "%s: %s\n", file, strerror(errno));
        return false;
    }
    for (ssize_t len; good && (len = must_getline(&line, &size, from)) != -1;)
        good = add_line(p, line, (size_t)len);
    fclose(from);
    free(line);
    if (!good)
        page_free(p);
    return good;
}

void page_free(struct page *p)
{
    for (int i = 0; i < p->count; i++)
        free(p->lines[i]);
    free(p->lines);
    *p = (struct page){.file = p->file};
}

/* --- blocks --------------------------------------------------------------- */

/* How many backticks begin this line; 0: too few for a fence. */
static int ticks_of(const char *line)
{
    int ticks = (int)strspn(line, "`");
    return ticks >= 3 ? ticks : 0;
}

/* "- word", "* word", "3. word" and "3) word", indented or not. */
static bool is_item(const char *line)
{
    const char *at = line + strspn(line, " ");
    if (*at == '-' || *at == '*')
        return at[1] == ' ';
    return isdigit((unsigned char)*at) && (at[1] == '.' || at[1] == ')');
}

bool line_is_comment(const char *line)
{
    return strncmp(line, "<!--", 4) == 0;
}

static enum block_kind kind_of(const char *line)
{
    return *line == '\0'           ? BLOCK_BLANK
           : line_is_comment(line) ? BLOCK_COMMENT
           : *line == '#'          ? BLOCK_HEADING
           : ticks_of(line) > 0    ? BLOCK_FENCE
           : *line == '|'          ? BLOCK_TABLE
           : is_item(line)         ? BLOCK_ITEM
                                   : BLOCK_PARAGRAPH;
}

/* Does a block of this kind go on with this line? A fence is not asked. */
static bool goes_on(enum block_kind kind, const char *line)
{
    enum block_kind next = kind_of(line);
    if (kind == BLOCK_ITEM || kind == BLOCK_PARAGRAPH)
        return next == BLOCK_PARAGRAPH || next == BLOCK_COMMENT;
    return kind == BLOCK_TABLE && next == BLOCK_TABLE;
}

static void take_heading(struct block *b)
{
    b->level = (int)strspn(b->lines[0], "#");
    b->text = b->lines[0] + b->level;
    b->text += strspn(b->text, " ");
}

/* A fence ends at a row of as many backticks as began it, or with the page. */
static void take_fence(const struct page *p, struct block *b)
{
    b->ticks = ticks_of(b->lines[0]);
    b->text = b->lines[0] + b->ticks;
    while (!b->closed && p->at + b->count < p->count)
        b->closed = ticks_of(b->lines[b->count++]) == b->ticks;
}

bool page_next(struct page *p, struct block *b)
{
    if (p->at == p->count)
        return false;
    *b = (struct block){.kind = kind_of(p->lines[p->at]),
                        .number = p->at + 1,
                        .lines = p->lines + p->at,
                        .count = 1};
    if (b->kind == BLOCK_HEADING)
        take_heading(b);
    if (b->kind == BLOCK_FENCE)
        take_fence(p, b);
    else
        while (p->at + b->count < p->count &&
               goes_on(b->kind, b->lines[b->count]))
            b->count++;
    p->at += b->count;
    return true;
}

int block_end(const struct block *b)
{
    return b->number + b->count - 1;
}

bool block_is_closed(const struct block *b, const char *file)
{
    return b->closed ||
           wrong_at(file, block_end(b),
                    "the block that began in line %d has no end", b->number);
}

/* --- their text ----------------------------------------------------------- */

char *block_prose(const struct block *b)
{
    char *prose = NULL;
    size_t len;
    FILE *out = must_open_memstream(&prose, &len);
    for (int i = 0; i < b->count; i++)
        if (!line_is_comment(b->lines[i]))
            fprintf(out, "%s%s", i > 0 ? " " : "",
                    b->lines[i] + strspn(b->lines[i], " "));
    must_fclose(out);
    return prose;
}

char *const *block_body(const struct block *b, int *count)
{
    *count = b->count - 1 - b->closed;
    return b->lines + 1;
}

char *block_body_text(const struct block *b)
{
    char *text = NULL;
    size_t len;
    int count;
    char *const *lines = block_body(b, &count);
    FILE *out = must_open_memstream(&text, &len);
    for (int i = 0; i < count; i++)
        fprintf(out, "%s\n", lines[i]);
    must_fclose(out);
    return text;
}
