// Each branch has its braces.

@@
expression e;
expression list es;
identifier f;
@@
- if (e) f(es);
+ if (e) { f(es); }
