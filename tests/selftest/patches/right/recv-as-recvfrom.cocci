// recvfrom() without an address is recv().

@@
expression s, b, n, k;
@@
- recv(s, b, n, k)
+ recvfrom(s, b, n, k, NULL, NULL)
