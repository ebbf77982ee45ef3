#ifndef WAYMARK_CLINUX_H
#define WAYMARK_CLINUX_H

/// Exchanges two paths in one step: renameat2(2) with RENAME_EXCHANGE. Returns 0, or -1 with errno set;
/// ENOSYS where the system has no such call.
int waymark_exchange(const char *a, const char *b);

/// Starts a program as the leader of a session and process group of its own, so that all it starts can be ended
/// with it, and in the given folder. It reads nothing; what it writes to both its streams comes out of `output`, which
/// is set to a descriptor that does not block. When the calling thread ends, the program is killed: that thread must
/// wait for it. Returns the process, or -1 with errno set; 127 is the status of what could not be run.
int waymark_spawn(
    const char *program, char *const arguments[], char *const environment[], const char *folder, int *output);

#endif
