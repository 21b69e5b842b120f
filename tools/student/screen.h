/* screen.h - what people see: colour, paging by key, two columns. */
#ifndef SCREEN_H
#define SCREEN_H

#include <stdbool.h>

enum style { PLAIN, BOLD, DIM, ITALIC, CODE, TITLE, GOOD, BAD, NOTE };

/* Look at the terminal, if there is one; it is put back when we end. */
void screen_init(void);
/* Columns to write in: 40 to 80. */
int screen_width(void);
/* Begin and end a style; nothing without a terminal, or with NO_COLOR. */
void screen_style(enum style s);
/* End a line. On a terminal, wait for a key when the screen is full. */
void screen_newline(void);
/* On a terminal, wait for a key with this prompt. Ends the program on q. */
void screen_wait(const char *prompt);
/* Write as if it were typed; any key hurries it on. */
void screen_type(const char *text);
/* How many columns the next lines have: 1 or 2. */
void screen_columns(int count);
/* One line in the left or the right column; a long one goes on below. */
void screen_column(bool right, enum style s, const char *text, bool typed);
/* Write this text over the screen, line by line, so that nothing flickers.
 * Without a terminal it follows on what was there. */
void screen_paint(const char *text);
/* One line of at most 79 columns below it, which the next one replaces. */
void screen_status(const char *text);

#endif
