// What a call returns is kept in a long.

@@
identifier x, f = {recv, send, read, write, recvfrom, sendto};
expression list es;
@@
- ssize_t x = f(es);
+ long x = (long)f(es);
