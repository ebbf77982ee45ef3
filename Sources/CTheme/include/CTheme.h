#ifndef WAYMARK_CTHEME_H
#define WAYMARK_CTHEME_H

#include <stddef.h>

/// One file of themes/default: its path in that folder, and its bytes.
typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t size;
} waymark_theme_file;

size_t waymark_theme_file_count(void);

/// The file at `index`; all fields zero where there is none.
waymark_theme_file waymark_theme_file_at(size_t index);

#endif
