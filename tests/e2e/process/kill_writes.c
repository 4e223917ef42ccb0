/* Preloaded into a process, counts what it writes to files below KILL_DIR, and kills it at number KILL_AT: in the
   middle of a write, or just before a change of another kind. Without KILL_AT it writes the number of writes
   to the file KILL_COUNT at the end. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long done;

static int is_inside(int fd) {
    const char *directory = getenv("KILL_DIR");
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (directory == NULL || length < 0) return 0;
    path[length] = 0;
    return strncmp(path, directory, strlen(directory)) == 0;
}

static int is_last(void) {
    const char *at = getenv("KILL_AT");
    return atomic_fetch_add(&done, 1) + 1 == (at == NULL ? -1 : atol(at));
}

static void die(void) {
    kill(getpid(), SIGKILL);
    pause();
}

static void before(int fd) {
    if (is_inside(fd) && is_last()) die();
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    if (is_inside(fd) && is_last()) {
        NEXT(pwrite64)(fd, bytes, count / 2, at);
        die();
    }
    return NEXT(pwrite64)(fd, bytes, count, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return pwrite64(fd, bytes, count, at);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    if (is_inside(fd) && is_last()) {
        NEXT(write)(fd, bytes, count / 2);
        die();
    }
    return NEXT(write)(fd, bytes, count);
}

int ftruncate64(int fd, off64_t length) {
    before(fd);
    return NEXT(ftruncate64)(fd, length);
}

int ftruncate(int fd, off_t length) {
    return ftruncate64(fd, length);
}

int fsync(int fd) {
    before(fd);
    return NEXT(fsync)(fd);
}

int fdatasync(int fd) {
    before(fd);
    return NEXT(fdatasync)(fd);
}

int rename(const char *from, const char *to) {
    const char *directory = getenv("KILL_DIR");
    if (directory != NULL && strncmp(to, directory, strlen(directory)) == 0 && is_last()) die();
    return NEXT(rename)(from, to);
}

int unlink(const char *path) {
    const char *directory = getenv("KILL_DIR");
    if (directory != NULL && strncmp(path, directory, strlen(directory)) == 0 && is_last()) die();
    return NEXT(unlink)(path);
}

__attribute__((destructor)) static void report(void) {
    const char *path = getenv("KILL_COUNT");
    FILE *file = path == NULL ? NULL : fopen(path, "w");
    if (file == NULL) return;
    fprintf(file, "%ld", atomic_load(&done));
    fclose(file);
}
