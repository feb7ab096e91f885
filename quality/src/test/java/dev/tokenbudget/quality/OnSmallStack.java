package dev.tokenbudget.quality;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Runs on a thread with half of the usual stack, so that what is found there does not depend on the machine. */
final class OnSmallStack {

    private static final long STACK = 512 << 10;

    private OnSmallStack() {}

    static <T> Optional<String> first(List<T> texts, Function<T, Optional<String>> search) {
        CompletableFuture<Optional<String>> found = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> found.complete(texts.stream()
                        .flatMap(text -> search.apply(text).stream())
                        .findFirst()),
                "small stack",
                STACK);
        thread.setDaemon(true);
        thread.start();
        return found.join();
    }
}
