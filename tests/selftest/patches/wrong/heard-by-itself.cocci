// Who says something hears it, too.
// labs: 06
// program: server
// expect: heard-by-itself

@@
expression a, b, c;
position p : script:python() { here(p) };
@@
- a !=@p b && !c->gone
+ !c->gone

@@
expression b, S;
identifier i = {j, k, fd};
position p : script:python() { here(p) };
@@
(
- i !=@p b && S
+ S
|
- S && i !=@p b
+ S
|
- i ==@p b || S
+ S
)
