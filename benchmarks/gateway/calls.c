/* Calls over one connection, one after the other, 2 KB in the form of OpenAI's chat completions: prints the median and the 99th
   percentile of what they took in microseconds, calls a second, and errors. Every call counts as it was: wrk adds what calls
   would have waited that nobody made while one took long. Usage: calls <port> <path> <seconds> [header …] */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST_CALLS 4000000
#define REPEATS 76

static int took[MOST_CALLS];

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    return *(const int *) a - *(const int *) b;
}

/* Reads one answer; returns its status, or 0 where the connection ended. */
static int answer(int socket_fd) {
    static char bytes[1 << 16];
    size_t have = 0, whole = 0;
    do {
        ssize_t n = read(socket_fd, bytes + have, sizeof bytes - 1 - have);
        if (n <= 0) return 0;
        have += (size_t) n;
        bytes[have] = 0;
        char *end = strstr(bytes, "\r\n\r\n"), *length = strcasestr(bytes, "content-length:");
        if (end != NULL && length == NULL) {
            if (strstr(end, "\r\n0\r\n\r\n") != NULL) break;
        } else if (end != NULL) {
            whole = (size_t) (end - bytes) + 4 + strtoul(length + 15, NULL, 10);
        }
    } while (whole == 0 || have < whole);
    return atoi(bytes + 9);
}

int main(int argc, char **argv) {
    if (argc < 4) return 2;
    int on = 1, socket_fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t) atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (connect(socket_fd, (struct sockaddr *) &at, sizeof at) < 0) return 1;
    setsockopt(socket_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    char headers[4096] = "", body[4096], request[9000];
    for (int i = 4; i < argc; i++) {
        strcat(headers, argv[i]);
        strcat(headers, "\r\n");
    }
    strcpy(body, "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"You are a terse assistant.\"},{\"role\":\"user\",\"content\":\"");
    for (int i = 0; i < REPEATS; i++) strcat(body, "Which of these is a fox? ");
    strcat(body, "\"}]}");
    int length = snprintf(request, sizeof request,
            "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n%sContent-Length: %zu\r\n\r\n%s",
            argv[2], headers, strlen(body), body);
    long calls = 0, errors = 0;
    long long begin = now(), end = begin + (long long) (atof(argv[3]) * 1e9);
    for (long long last = begin; last < end && calls < MOST_CALLS; calls++) {
        if (write(socket_fd, request, (size_t) length) < 0) return 1;
        int status = answer(socket_fd);
        if (status == 0) return 1;
        errors += status != 200;
        long long at_once = now();
        took[calls] = (int) (at_once - last);
        last = at_once;
    }
    double seconds = (double) (now() - begin) / 1e9;
    qsort(took, (size_t) calls, sizeof took[0], ascending);
    printf("%.1f %.1f %.0f %ld\n", took[calls / 2] / 1000.0, took[calls * 99 / 100] / 1000.0, (double) calls / seconds, errors);
    return 0;
}
