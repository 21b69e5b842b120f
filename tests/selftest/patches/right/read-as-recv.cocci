// read() of a socket is recv() without flags.

@@
expression s != {STDIN_FILENO, 0};
expression b, n;
@@
- read(s, b, n)
+ recv(s, b, n, 0)
