/* prose.h - the words of a page on a terminal: paragraphs, and tables. */
#ifndef PROSE_H
#define PROSE_H

/* Fold a paragraph to the screen; `code`, *italic* and **bold** are styles. */
void prose_paragraph(const char *text);

/* Keep a line of a table (it begins with a bar) until the table is whole. */
void prose_row(const char *line);

/* Draw the table kept so far, in columns that fit the screen. */
void prose_end_table(void);

#endif
