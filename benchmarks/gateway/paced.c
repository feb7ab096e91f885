/* Reads paced streams: prints the median time to the first event in microseconds, and how many events came so late that the
   second one after them had been sent already. Usage: paced <port> <path> <streams> [header …] */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST_EVENTS 1000

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    long long x = *(const long long *) a, y = *(const long long *) b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    if (argc < 4) return 2;
    int streams = atoi(argv[3]), on = 1, socket_fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t) atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (connect(socket_fd, (struct sockaddr *) &at, sizeof at) < 0) return 1;
    setsockopt(socket_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const char *body = "{\"model\":\"gpt-4o\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[{\"role\":\"user\",\"content\":\"Go on.\"}]}";
    char headers[4096] = "", request[8192];
    for (int i = 4; i < argc; i++) {
        strcat(headers, argv[i]);
        strcat(headers, "\r\n");
    }
    int length = snprintf(request, sizeof request,
            "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n%sContent-Length: %zu\r\n\r\n%s",
            argv[2], headers, strlen(body), body);
    static char bytes[1 << 20];
    static long long first[10000], sent[MOST_EVENTS], came[MOST_EVENTS];
    long late = 0, events = 0;
    for (int s = 0; s < streams; s++) {
        long long begin = now();
        if (write(socket_fd, request, (size_t) length) < 0) return 1;
        size_t have = 0, read_to = 0;
        int k = 0;
        for (;;) {
            ssize_t n = read(socket_fd, bytes + have, sizeof bytes - 1 - have);
            if (n <= 0) {
                fprintf(stderr, "the stream was cut after %d events\n", k);
                return 1;
            }
            long long at_once = now();
            have += (size_t) n;
            bytes[have] = 0;
            for (char *t; (t = strstr(bytes + read_to, ",\"t\":")) != NULL && strchr(t, '}') != NULL; k++) {
                sent[k] = atoll(t + 5);
                came[k] = at_once;
                read_to = (size_t) (strchr(t, '}') - bytes);
            }
            if (strstr(bytes, "\r\n0\r\n\r\n") != NULL) break;
        }
        first[s] = came[0] - begin;
        for (int i = 0; i + 2 < k; i++) late += came[i] >= sent[i + 2];
        events += k;
    }
    qsort(first, (size_t) streams, sizeof first[0], ascending);
    printf("%.1f %ld %ld\n", first[streams / 2] / 1000.0, late, events);
    return 0;
}
