// What getaddrinfo() returns is its error; errno is another's.
// labs: 04
// program: client
// expect: gai-errno

@@
expression a, b;
position p : script:python() { here(p) };
@@
- complain_about_name@p(a, b);
+ complain("getaddrinfo");
