// The size of an address is that of its type.
// labs: 02 03 05

@@
idexpression struct sockaddr_in a;
@@
- sizeof a
+ sizeof(struct sockaddr_in)
