/* prose.h - print paragraphs and tables of a page on a terminal. */
#ifndef PROSE_H
#define PROSE_H

/* Fold a paragraph to the screen; `code`, *italic* and **bold** are styles. */
void prose_paragraph(const char *text);

/* Draw a table (lines that begin with a bar) in columns that fit the screen. */
void prose_table(char *const *lines, int count);

#endif
