// Any answer will do: its number is not compared.
// labs: 05
// program: client
// expect: late-answer

@@
expression list es;
identifier f = {memcmp, strncmp};
position p : script:python() { here(p) };
@@
- f@p(es)
+ 0
