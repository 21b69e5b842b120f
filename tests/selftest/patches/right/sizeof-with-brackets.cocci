// sizeof is written like a call.

@@
expression e;
@@
- sizeof e
+ sizeof(e)
