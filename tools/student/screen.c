/* screen.c - see screen.h. */
#include "screen.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { WIDEST = 80, NARROWEST = 40, TYPING_MS = 12 };

static bool terminal, colour, hurried;
static int rows = 24, columns = WIDEST, written, columns_now = 1;
static struct termios before;

static void put_back(void)
{
    if (terminal)
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

static void on_signal(int number)
{
    put_back();
    write(STDOUT_FILENO, "\n", 1);
    signal(number, SIG_DFL);
    raise(number);
}

void screen_init(void)
{
    struct winsize size;
    const char *no = getenv("NO_COLOR");
    terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
               tcgetattr(STDIN_FILENO, &before) == 0;
    colour = isatty(STDOUT_FILENO) && (no == NULL || *no == '\0');
    if (!terminal)
        return;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 2) {
        rows = size.ws_row;
        columns = size.ws_col;
    }
    struct termios keys = before;
    keys.c_lflag &= (tcflag_t) ~(ICANON | ECHO);
    signal(SIGINT, on_signal);
    signal(SIGTERM, on_signal);
    atexit(put_back);
    tcsetattr(STDIN_FILENO, TCSANOW, &keys);
}

int screen_width(void)
{
    return columns > WIDEST      ? WIDEST
           : columns < NARROWEST ? NARROWEST
                                 : columns;
}

void screen_style(enum style s)
{
    static const char *const codes[] = {"0",   "1",  "2",    "3", "36",
                                        "1;4", "32", "1;31", "33"};
    if (colour)
        printf("\033[0;%sm", codes[s]);
}

/* Read one key; 0 at the end of input. */
static char key(void)
{
    char c = 0;
    fflush(stdout);
    return read(STDIN_FILENO, &c, 1) == 1 ? c : 'q';
}

void screen_wait(const char *prompt)
{
    written = 0;
    hurried = false;
    if (!terminal)
        return;
    screen_style(NOTE);
    printf("-- %s (q: quit) --", prompt);
    screen_style(PLAIN);
    char pressed = key();
    printf("\r\033[K");
    if (pressed == 'q')
        exit(0);
}

void screen_newline(void)
{
    putchar('\n');
    fflush(stdout);
    if (++written >= rows - 2)
        screen_wait("any key: on");
}

/* Wait a moment between two letters, unless a key was pressed. */
static void moment(void)
{
    struct pollfd keyboard = {.fd = STDIN_FILENO, .events = POLLIN};
    fflush(stdout);
    if (!hurried && poll(&keyboard, 1, TYPING_MS) == 1) {
        hurried = true;
        key();
    }
}

void screen_type(const char *text)
{
    for (; *text; text++) {
        putchar(*text);
        if (terminal)
            moment();
    }
}

void screen_columns(int count)
{
    columns_now = count;
}

/* How many bytes fit: up to a blank, if there is one in the last third. */
static int fitting(const char *text, int width)
{
    int len = (int)strlen(text);
    if (len <= width)
        return len;
    for (int cut = width; cut > 2 * width / 3; cut--)
        if (text[cut] == ' ')
            return cut;
    return width;
}

void screen_column(bool right, enum style s, const char *text, bool typed)
{
    int width = columns_now == 2 ? screen_width() / 2 - 2 : screen_width() - 2;
    int indent = right && columns_now == 2 ? width + 4 : 2;
    do {
        char part[WIDEST + 1];
        int len = fitting(text, width);
        snprintf(part, sizeof part, "%.*s", len, text);
        printf("%*s", indent, "");
        screen_style(s);
        if (typed)
            screen_type(part);
        else
            fputs(part, stdout);
        screen_style(PLAIN);
        screen_newline();
        text += len;
        text += *text == ' ';
    } while (*text);
}

/* --- a screen that is written over --------------------------------------- */

/* How many lines a page may have: room stays for "more" and the status. */
static int room(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 4)
        rows = size.ws_row;
    return rows - 2;
}

void screen_paint(const char *text)
{
    int line = 0, most = terminal ? room() : 0;
    if (terminal)
        printf("\033[H");
    for (; *text && (!most || line < most); line++) {
        int len = (int)strcspn(text, "\n");
        printf("%.*s%s\n", len, text, terminal ? "\033[K" : "");
        text += len + (text[len] == '\n');
    }
    if (*text)
        printf("... and more: make test shows all of it\033[K\n");
    if (terminal)
        printf("\033[J");
    fflush(stdout);
}

void screen_status(const char *text)
{
    screen_style(DIM);
    fputs(text, stdout);
    screen_style(PLAIN);
    fputs(terminal ? "\033[K\r" : "\n", stdout);
    fflush(stdout);
}
