#ifndef WAYMARK_CCLIENT_H
#define WAYMARK_CCLIENT_H

#include <stddef.h>

/// One file of Sources/Preview/Client/Files: its name, and its bytes.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t size;
} waymark_client_file;

size_t waymark_client_file_count(void);

/// The file at `index`; all fields zero where there is none.
waymark_client_file waymark_client_file_at(size_t index);

#endif
