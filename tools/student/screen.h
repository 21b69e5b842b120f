/* screen.h - output on a terminal: colour, paging by key, two columns. */
#ifndef SCREEN_H
#define SCREEN_H

#include <stdbool.h>

enum style { PLAIN, BOLD, DIM, ITALIC, CODE, TITLE, GOOD, BAD, NOTE };

/* Set up the terminal, if there is one; its settings are restored at exit. */
void screen_init(void);
/* The width of the text in columns: 40 to 80. */
int screen_width(void);
/* Change the style; without a terminal, or with NO_COLOR, it does nothing. */
void screen_style(enum style s);
/* End a line. On a terminal, wait for a key when the screen is full. */
void screen_newline(void);
/* On a terminal, wait for a key with this prompt. Ends the program on q. */
void screen_wait(const char *prompt);
/* Write letter by letter, as if somebody typed; any key writes the rest. */
void screen_type(const char *text);
/* How many columns the next lines have: 1 or 2. */
void screen_columns(int count);
/* Write one line in the left or the right column; a long line is wrapped. */
void screen_column(bool right, enum style s, const char *text, bool typed);
/* Write this text over the screen, line by line, so that nothing flickers.
 * Without a terminal, print it after the earlier output. */
void screen_paint(const char *text);
/* Write one line of at most 79 columns below the page, over the line before. */
void screen_status(const char *text);

#endif
