/* A provider that answers at once: 2 KB of JSON in the form of OpenAI's chat completions, or a stream of events that are paced.
   One thread and epoll for JSON; a thread for each connection that asks for a stream. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST 65536
#define EVENTS 200

struct connection {
    int fd;
    size_t length;
    char bytes[MOST];
};

static char answer[4096];
static size_t answer_length;
static char *id;

static void prepare(void) {
    char text[1700];
    for (size_t i = 0; i < sizeof text - 1; i++) text[i] = "the quick brown fox "[i % 20];
    text[sizeof text - 1] = 0;
    char body[3000];
    int length = snprintf(body, sizeof body,
            "{\"id\":\"chatcmpl-0000000000\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"gpt-4o-2024-08-06\","
            "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"%s\",\"refusal\":null},\"finish_reason\":\"stop\"}],"
            "\"usage\":{\"prompt_tokens\":450,\"completion_tokens\":340,\"total_tokens\":790,"
            "\"prompt_tokens_details\":{\"cached_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}}", text);
    answer_length = (size_t) snprintf(answer, sizeof answer,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", length, body);
    id = strstr(answer, "chatcmpl-") + 9;
}

/* Every answer has an id of its own: one that is repeated counts once. */
static void number(unsigned long n) {
    for (int i = 9; i >= 0; i--, n /= 10) id[i] = (char) ('0' + n % 10);
}

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void send_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t n = send(fd, bytes, length, MSG_NOSIGNAL);
        if (n < 0) return;
        bytes += n;
        length -= (size_t) n;
    }
}

static void send_event(int fd, const char *data) {
    char chunk[1024];
    int length = (int) strlen(data) + 8;
    int n = snprintf(chunk, sizeof chunk, "%x\r\ndata: %s\n\n\r\n", length, data);
    send_all(fd, chunk, (size_t) n);
}

static void stream(int fd) {
    const char *head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    send_all(fd, head, strlen(head));
    long long due = now();
    for (int k = 0; k < EVENTS; k++) {
        struct timespec until = {due / 1000000000LL, due % 1000000000LL};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        char data[512];
        snprintf(data, sizeof data,
                "{\"id\":\"chatcmpl-s%lld\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o-2024-08-06\",\"choices\":[{\"index\":0,"
                "\"delta\":{\"content\":\" word\"},\"finish_reason\":null}],\"k\":%d,\"t\":%lld}", due, k, now());
        send_event(fd, data);
        due += 1000000LL;
    }
    send_event(fd, "{\"id\":\"chatcmpl-s\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o-2024-08-06\",\"choices\":[],"
            "\"usage\":{\"prompt_tokens\":450,\"completion_tokens\":200,\"total_tokens\":650}}");
    send_event(fd, "[DONE]");
    send_all(fd, "0\r\n\r\n", 5);
}

/* Returns the length of the first whole request, or 0 where there is none yet. */
static size_t request_length(struct connection *c) {
    c->bytes[c->length] = 0;
    char *end = strstr(c->bytes, "\r\n\r\n");
    if (end == NULL) return 0;
    size_t head = (size_t) (end - c->bytes) + 4;
    char *length = strcasestr(c->bytes, "content-length:");
    size_t whole = head + (length != NULL && length < end ? strtoul(length + 15, NULL, 10) : 0);
    return c->length >= whole ? whole : 0;
}

static void *serve_streams(void *of) {
    struct connection *c = of;
    fcntl(c->fd, F_SETFL, 0);
    for (;;) {
        if (request_length(c) > 0) {
            if (strstr(c->bytes, "\"stream\":true") != NULL) {
                stream(c->fd);
            } else {
                send_all(c->fd, answer, answer_length);
            }
            c->length = 0;
        }
        ssize_t n = read(c->fd, c->bytes + c->length, MOST - 1 - c->length);
        if (n <= 0) break;
        c->length += (size_t) n;
    }
    close(c->fd);
    free(c);
    return NULL;
}

int main(int argc, char **argv) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t) atoi(argv[argc - 1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1, server = socket(AF_INET, SOCK_STREAM, 0), poll = epoll_create1(0);
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(server, (struct sockaddr *) &at, sizeof at) < 0 || listen(server, 256) < 0) {
        perror("origin");
        return 1;
    }
    prepare();
    unsigned long answers = 0;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, ready[64];
    epoll_ctl(poll, EPOLL_CTL_ADD, server, &event);
    for (;;) {
        int n = epoll_wait(poll, ready, 64, -1);
        for (int i = 0; i < n; i++) {
            struct connection *c = ready[i].data.ptr;
            if (c == NULL) {
                c = calloc(1, sizeof *c);
                c->fd = accept4(server, NULL, NULL, SOCK_NONBLOCK);
                setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                struct epoll_event client = {.events = EPOLLIN, .data.ptr = c};
                epoll_ctl(poll, EPOLL_CTL_ADD, c->fd, &client);
                continue;
            }
            ssize_t read_now = read(c->fd, c->bytes + c->length, MOST - 1 - c->length);
            if (read_now <= 0) {
                if (read_now < 0 && errno == EAGAIN) continue;
                close(c->fd);
                free(c);
                continue;
            }
            c->length += (size_t) read_now;
            size_t whole = request_length(c);
            if (whole == 0) continue;
            if (strstr(c->bytes, "\"stream\":true") != NULL) {
                epoll_ctl(poll, EPOLL_CTL_DEL, c->fd, NULL);
                pthread_t thread;
                pthread_create(&thread, NULL, serve_streams, c);
                pthread_detach(thread);
                continue;
            }
            number(answers++);
            send_all(c->fd, answer, answer_length);
            c->length -= whole;
            memmove(c->bytes, c->bytes + whole, c->length);
        }
    }
}
