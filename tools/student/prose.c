/* prose.c - see prose.h. */
#include "prose.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "screen.h"

enum { COLUMNS = 6, GAP = 2 };

/* Text that is not printed yet, and the style that is on at its start. */
struct words {
    const char *at;
    size_t len;
    enum style style;
};

/* How many bytes at `at` are a mark of a link, [text](target), and not text? */
static size_t link_mark(const char *at, size_t len)
{
    const char *target = memmem(at, len, "](", 2), *end;
    if (target == NULL || (*at != '[' && target != at))
        return 0;
    end = memchr(target, ')', len - (size_t)(target - at));
    return end == NULL ? 0 : *at == '[' ? 1 : (size_t)(end - at) + 1;
}

/* The width of a word in columns, without its marks. If `print`, also print it
 * with its styles. */
static int word(const char *at, size_t len, enum style *style, bool print)
{
    int shown = 0;
    for (size_t i = 0; i < len; i++) {
        if (*style != CODE)
            i += link_mark(at + i, len - i);
        if (i >= len)
            break;
        bool two = i + 1 < len && at[i + 1] == at[i];
        enum style wanted = at[i] == '`'          ? CODE
                            : at[i] == '*' && two ? BOLD
                            : at[i] == '*'        ? ITALIC
                                                  : PLAIN;
        if (wanted == PLAIN || (*style == CODE && wanted != CODE)) {
            if (print)
                putchar(at[i]);
            shown++;
            continue;
        }
        *style = *style == wanted ? PLAIN : wanted;
        if (print)
            screen_style(*style);
        i += wanted == BOLD;
    }
    return shown;
}

/* --- paragraphs ---------------------------------------------------------- */

void prose_paragraph(const char *text)
{
    int column = 0;
    enum style style = PLAIN;
    while (*text) {
        size_t len = strcspn(text, " ");
        if (column > 0 && column + 1 + (int)len > screen_width()) {
            screen_newline();
            column = 0;
        }
        if (column > 0)
            column += printf(" ");
        column += word(text, len, &style, true);
        text += len;
        text += strspn(text, " ");
    }
    screen_style(PLAIN);
    if (column > 0)
        screen_newline();
}

/* --- tables -------------------------------------------------------------- */

/* The lines of a table, without the line below its head. */
struct rows {
    const char **of;
    int count;
};

static struct rows rows_of(char *const *lines, int count)
{
    struct rows rows = {must_calloc((size_t)count, sizeof *rows.of), 0};
    for (int i = 0; i < count; i++)
        if (lines[i][strspn(lines[i], "|-: ")] != '\0')
            rows.of[rows.count++] = lines[i];
    return rows;
}

/* Split a row into cells; missing cells are empty. */
static void split(const char *line, struct words cells[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        line += *line == '|';
        line += strspn(line, " ");
        size_t len = strcspn(line, "|"), blanks = 0;
        while (blanks < len && line[len - 1 - blanks] == ' ')
            blanks++;
        cells[i] = (struct words){line, len - blanks, PLAIN};
        line += len;
    }
}

static int width_of(struct words w)
{
    return word(w.at, w.len, &w.style, false);
}

/* Make each column as wide as its widest cell; then make the widest columns
 * narrower until all fit on the screen. Returns the number of columns. */
static int measure(const struct rows *rows, int widths[COLUMNS])
{
    int used = 0, total = 0;
    memset(widths, 0, COLUMNS * sizeof *widths);
    for (int r = 0; r < rows->count; r++) {
        struct words cells[COLUMNS];
        split(rows->of[r], cells);
        for (int i = 0; i < COLUMNS; i++)
            if (width_of(cells[i]) > widths[i])
                widths[i] = width_of(cells[i]);
    }
    while (used < COLUMNS && widths[used] > 0)
        total += widths[used++] + GAP;
    for (; total - GAP > screen_width(); total--) {
        int widest = 0;
        for (int i = 1; i < used; i++)
            widest = widths[i] > widths[widest] ? i : widest;
        widths[widest]--;
    }
    return used;
}

/* Print as many words as fit on the line; a word that is too wide gets a line
 * of its own. Returns the columns used. */
static int put_some(struct words *w, int width)
{
    int column = 0;
    screen_style(w->style);
    while (w->len > 0) {
        const char *blank = memchr(w->at, ' ', w->len);
        size_t len = blank ? (size_t)(blank - w->at) : w->len;
        enum style ahead = w->style;
        int next = word(w->at, len, &ahead, false);
        if (column > 0 && column + 1 + next > width)
            break;
        if (column > 0)
            column += printf(" ");
        column += word(w->at, len, &w->style, true);
        len += blank != NULL;
        w->at += len;
        w->len -= len;
    }
    screen_style(PLAIN);
    return column;
}

/* Print one row, on as many lines as its longest cell needs. */
static void put_row(struct words *cells, const int *widths, int count)
{
    bool more = true;
    while (more) {
        int blanks = 0;
        more = false;
        for (int i = 0; i < count; i++) {
            if (cells[i].len > 0) {
                printf("%*s", blanks, "");
                blanks = 0;
            }
            blanks += widths[i] + GAP - put_some(&cells[i], widths[i]);
            more |= cells[i].len > 0;
        }
        screen_newline();
    }
}

static void put_rule(const int *widths, int count)
{
    screen_style(DIM);
    for (int i = 0; i < count; i++) {
        for (int dash = 0; dash < widths[i]; dash++)
            putchar('-');
        printf("%*s", i + 1 < count ? GAP : 0, "");
    }
    screen_style(PLAIN);
    screen_newline();
}

void prose_table(char *const *lines, int line_count)
{
    struct rows rows = rows_of(lines, line_count);
    int widths[COLUMNS], count = measure(&rows, widths);
    for (int r = 0; r < rows.count; r++) {
        struct words cells[COLUMNS];
        split(rows.of[r], cells);
        put_row(cells, widths, count);
        if (r == 0)
            put_rule(widths, count);
    }
    free(rows.of);
}
