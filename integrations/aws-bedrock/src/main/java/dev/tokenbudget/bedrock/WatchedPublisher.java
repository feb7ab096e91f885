package dev.tokenbudget.bedrock;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Passes content on unchanged, and shows it to a reader.
 *
 * @param content what is passed on
 * @param reader sees each piece before it is passed on; must not throw
 * @param end called when no further piece comes: at the end, after an error or a cancellation, possibly more than once
 */
record WatchedPublisher(Publisher<ByteBuffer> content, Consumer<ByteBuffer> reader, Runnable end)
        implements Publisher<ByteBuffer> {

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        content.subscribe(new Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscriber.onSubscribe(new Subscription() {
                    @Override
                    public void request(long pieces) {
                        subscription.request(pieces);
                    }

                    @Override
                    public void cancel() {
                        subscription.cancel();
                        end.run();
                    }
                });
            }

            @Override
            public void onNext(ByteBuffer piece) {
                reader.accept(piece.asReadOnlyBuffer());
                subscriber.onNext(piece);
            }

            @Override
            public void onError(Throwable error) {
                end.run();
                subscriber.onError(error);
            }

            @Override
            public void onComplete() {
                end.run();
                subscriber.onComplete();
            }
        });
    }
}
