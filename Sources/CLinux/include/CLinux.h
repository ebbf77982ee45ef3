#ifndef WAYMARK_CLINUX_H
#define WAYMARK_CLINUX_H

/// Exchanges two paths in one step: renameat2(2) with RENAME_EXCHANGE. Returns 0, or -1 with errno set;
/// ENOSYS where the system has no such call.
int waymark_exchange(const char *a, const char *b);

#endif
