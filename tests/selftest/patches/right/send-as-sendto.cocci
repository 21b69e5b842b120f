// sendto() without an address is send().

@@
expression s, b, n, k;
@@
- send(s, b, n, k)
+ sendto(s, b, n, k, NULL, 0)
