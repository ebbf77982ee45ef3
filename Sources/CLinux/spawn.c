#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

// Between fork and exec of a process with many threads: only calls that a signal handler may make.
static void become(
    const char *program, char *const arguments[], char *const environment[], const char *folder, int output,
    pid_t parent) {
    if (setsid() < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) _exit(127);
    // The parent may have ended before the line above.
    if (getppid() != parent) _exit(127);
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0) _exit(127);
    if (dup2(output, STDOUT_FILENO) < 0 || dup2(output, STDERR_FILENO) < 0) _exit(127);
    if (chdir(folder) != 0) _exit(127);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    // A program that is just being written by a process of this one cannot be run at that moment.
    for (int tries = 0; tries < 100; tries++) {
        execve(program, arguments, environment);
        if (errno != ETXTBSY) break;
        nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
    }
    _exit(127);
}

int waymark_spawn(
    const char *program, char *const arguments[], char *const environment[], const char *folder, int *output) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    pid_t parent = getpid();
    // Only our end: programs do not expect that their output does not block.
    pid_t child = fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 ? fork() : -1;
    if (child == 0) become(program, arguments, environment, folder, ends[1], parent);
    int code = errno;
    close(ends[1]);
    if (child < 0) close(ends[0]);
    *output = ends[0];
    errno = code;
    return child;
}
