#include "CTheme.h"

const waymark_theme_file waymark_theme_files[] = {{"", (const unsigned char *)"", 0}};
const size_t waymark_theme_file_count = 0;
