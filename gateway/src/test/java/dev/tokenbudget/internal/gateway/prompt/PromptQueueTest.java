package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counting falls behind where it must, and takes no more than its share of the memory. */
class PromptQueueTest {

    private final PromptQueue queue = new PromptQueue();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeEach
    void keepTheWorkerBusy() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        add(
                () -> {
                    begun.countDown();
                    await(goOn);
                },
                0);
        begun.await();
    }

    @AfterEach
    void letTheWorkerGo() {
        goOn.countDown();
    }

    @Test
    void a_prompt_too_many_is_not_counted_and_all_others_are() throws Exception {
        AtomicInteger kept = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4096);
        for (int i = 0; i < 10_000; i++) {
            kept.addAndGet(add(done::countDown, 10) ? 1 : 0);
        }

        assertThat(kept).hasValue(4096);
        goOn.countDown();
        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void large_prompts_that_wait_take_64_mebibytes_at_most() {
        int kept = 0;
        for (int i = 0; i < 100; i++) {
            kept += add(() -> {}, 10 << 20) ? 1 : 0;
        }

        assertThat(kept).isEqualTo(7);
    }

    @Test
    void there_is_room_again_once_the_waiting_ones_are_counted() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        add(() -> {}, 100 << 20);
        assertThat(add(() -> {}, 1)).isFalse();
        goOn.countDown();

        boolean kept = false;
        while (!kept) {
            kept = add(done::countDown, 1);
        }
        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private boolean add(Runnable work, long bytes) {
        return queue.add(
                new PromptQueue.Work() {
                    @Override
                    public boolean isAwaited() {
                        return false;
                    }

                    @Override
                    public void run() {
                        work.run();
                    }
                },
                bytes);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
