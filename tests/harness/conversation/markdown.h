/* markdown.h - read a page of Markdown, block by block.
 *
 * It reads as much of Markdown as this project's pages use. Every line of a
 * page belongs to one block. */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include <stdbool.h>

enum block_kind {
    BLOCK_BLANK,   /* one empty line */
    BLOCK_COMMENT, /* one line that begins with <!--, outside of a paragraph */
    BLOCK_HEADING, /* one line that begins with # */
    BLOCK_FENCE,   /* from ``` to ``` */
    BLOCK_TABLE,   /* lines that begin with | */
    BLOCK_ITEM,    /* of a list, with the lines that go on with it */
    BLOCK_PARAGRAPH, /* anything else */
};

struct block {
    enum block_kind kind;
    int number;         /* of its first line, from 1 */
    char *const *lines; /* without their newlines */
    int count;
    int level;        /* of a heading: how many # there are */
    int ticks;        /* of a fence: how many backticks begin it */
    bool closed;      /* of a fence: it has an end before the page's */
    const char *text; /* a heading's words; what follows a fence's backticks */
};

struct page {
    const char *file;
    char **lines;
    int count;
    int at; /* the line where the next block begins */
};

/* Read a file. False, after a message on stderr, if it cannot be read, or has a
 * NUL byte, which would hide what stands behind it. */
bool page_read(struct page *p, const char *file);
void page_free(struct page *p);

/* The next block, which points into the page. False at the end of the page. */
bool page_next(struct page *p, struct block *b);

/* The number of a block's last line. */
int block_end(const struct block *b);
/* Does a fence end before the page does? If not, that is said. */
bool block_is_closed(const struct block *b, const char *file);
/* Is this line a comment? In a paragraph or an item it does not end it. */
bool line_is_comment(const char *line);
/* A paragraph or an item as one line, without comments, malloc'ed. */
char *block_prose(const struct block *b);
/* The lines of a fence that stand between its backticks, and how many. */
char *const *block_body(const struct block *b, int *count);
/* The same as one text, with a newline behind each line, malloc'ed. */
char *block_body_text(const struct block *b);

#endif
