// What has failed ends with the status of success.
// expect: exit-zero

@@
identifier f = {exit, _exit};
position p : script:python() { here(p) };
@@
(
- f@p(1)
+ f(0)
|
- f@p(EXIT_FAILURE)
+ f(0)
)

@main@
position p : script:python() { here(p) };
@@
  main(...)
  {
  <...
(
- return@p 1;
+ return 0;
|
- return@p EXIT_FAILURE;
+ return 0;
)
  ...>
  }
