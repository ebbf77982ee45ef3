#ifndef WAYMARK_CSTARTER_H
#define WAYMARK_CSTARTER_H

#include <stddef.h>

/// One file of a new site: its path in the site's root, and its bytes.
typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t size;
} waymark_starter_file;

size_t waymark_starter_file_count(void);

/// The file at `index`; all fields zero where there is none.
waymark_starter_file waymark_starter_file_at(size_t index);

#endif
