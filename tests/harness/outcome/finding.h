/* finding.h - what was done wrong, as data: the name of a mistake, and the
 * evidence for it. */
#ifndef FINDING_H
#define FINDING_H

/* How surely the evidence means this mistake and no other. */
enum weight { UNNAMED, LIKELY, CLEAR, CERTAIN };

struct finding {
    enum weight weight;
    char name[48];      /* "zero-not-end"; "": none is known */
    char sentence[512]; /* the evidence... */
    char question[512]; /* ...and a question about it */
    char file[64];      /* "server.c"; "": not known */
    int line;           /* 0: not known */
    int step;           /* the step of the lab to read again; 0: none */
};

enum { FINDINGS_MOST = 6 };

/* All that the evidence of one failure shows, the surest first, and how simple
 * that scenario is. of[0] is UNNAMED if it shows nothing. */
struct findings {
    int count;
    struct finding of[FINDINGS_MOST]; /* each name once */
    int fault; /* was a call made to fail (2), or to move less (1)? */
    int lines; /* of the conversation */
};

#endif
