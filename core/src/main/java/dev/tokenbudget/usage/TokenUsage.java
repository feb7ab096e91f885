package dev.tokenbudget.usage;

import java.util.List;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Tokens of one model call, in the normal form that every provider's numbers are brought into.
 *
 * <p>An absent value is unknown, and unknown is never 0. Values are kept as the provider sent them, even where they break
 * the rules below; {@link #anomalies()} names what is broken.
 */
@API(status = Status.STABLE, since = "0.1")
public sealed interface TokenUsage permits KnownUsage {

    /** {@return a usage of which nothing is known} */
    static TokenUsage unknown() {
        return KnownUsage.UNKNOWN;
    }

    /**
     * {@return a usage of which the two sums are known}
     *
     * @param input tokens of the whole prompt
     * @param output tokens of the answer, reasoning included
     */
    static TokenUsage of(long input, long output) {
        return unknown().withInput(input).withOutput(output);
    }

    /**
     * Start a usage of which nothing is known.
     *
     * @return the builder
     */
    static Builder builder() {
        return unknown().toBuilder();
    }

    /** {@return tokens of the whole prompt, cache reads and writes included} */
    OptionalLong input();

    /** {@return tokens of the answer, reasoning included} */
    OptionalLong output();

    /** {@return the part of {@link #input()} that was read from a prompt cache} */
    OptionalLong cacheRead();

    /** {@return the part of {@link #input()} that was written to a prompt cache} */
    OptionalLong cacheWrite();

    /**
     * {@return the part of {@link #cacheWrite()} that is kept for five minutes, where the provider reports the split}
     */
    OptionalLong cacheWrite5m();

    /** {@return the part of {@link #cacheWrite()} that is kept for one hour, where the provider reports the split} */
    OptionalLong cacheWrite1h();

    /** {@return the part of {@link #output()} that was spent on reasoning} */
    OptionalLong reasoning();

    /** {@return input + output where both are known; a sum beyond 64 bits stays at the largest value} */
    OptionalLong total();

    /** {@return the rules of the normal form that these numbers break} */
    List<Anomaly> anomalies();

    /**
     * {@return this usage with {@code tokens} as its {@link #input()}}
     *
     * @param tokens their number
     */
    default TokenUsage withInput(long tokens) {
        return toBuilder().input(OptionalLong.of(tokens)).build();
    }

    /**
     * {@return this usage with {@code tokens} as its {@link #output()}}
     *
     * @param tokens their number
     */
    default TokenUsage withOutput(long tokens) {
        return toBuilder().output(OptionalLong.of(tokens)).build();
    }

    /**
     * {@return this usage with {@code tokens} as its {@link #cacheRead()}}
     *
     * @param tokens their number
     */
    default TokenUsage withCacheRead(long tokens) {
        return toBuilder().cacheRead(OptionalLong.of(tokens)).build();
    }

    /**
     * {@return this usage with {@code tokens} as its {@link #cacheWrite()}}
     *
     * @param tokens their number
     */
    default TokenUsage withCacheWrite(long tokens) {
        return toBuilder().cacheWrite(OptionalLong.of(tokens)).build();
    }

    /**
     * {@return this usage with {@code tokens} as its {@link #cacheWrite5m()}}
     *
     * @param tokens their number
     */
    default TokenUsage withCacheWrite5m(long tokens) {
        return toBuilder().cacheWrite5m(OptionalLong.of(tokens)).build();
    }

    /**
     * {@return this usage with {@code tokens} as its {@link #cacheWrite1h()}}
     *
     * @param tokens their number
     */
    default TokenUsage withCacheWrite1h(long tokens) {
        return toBuilder().cacheWrite1h(OptionalLong.of(tokens)).build();
    }

    /**
     * {@return this usage with {@code tokens} as its {@link #reasoning()}}
     *
     * @param tokens their number
     */
    default TokenUsage withReasoning(long tokens) {
        return toBuilder().reasoning(OptionalLong.of(tokens)).build();
    }

    /** {@return this usage as a builder, to change some of it} */
    Builder toBuilder();

    /** Collects what is known of a call's tokens. */
    final class Builder {
        private OptionalLong input;
        private OptionalLong output;
        private OptionalLong cacheRead;
        private OptionalLong cacheWrite;
        private OptionalLong cacheWrite5m;
        private OptionalLong cacheWrite1h;
        private OptionalLong reasoning;

        Builder(TokenUsage start) {
            input = start.input();
            output = start.output();
            cacheRead = start.cacheRead();
            cacheWrite = start.cacheWrite();
            cacheWrite5m = start.cacheWrite5m();
            cacheWrite1h = start.cacheWrite1h();
            reasoning = start.reasoning();
        }

        /**
         * Set {@link TokenUsage#input()}, or that it is not known.
         *
         * @param tokens their number, or nothing where it is not known
         * @return this builder
         */
        public Builder input(OptionalLong tokens) {
            this.input = tokens;
            return this;
        }

        /**
         * Set {@link TokenUsage#output()}, or that it is not known.
         *
         * @param tokens their number, or nothing where it is not known
         * @return this builder
         */
        public Builder output(OptionalLong tokens) {
            this.output = tokens;
            return this;
        }

        /**
         * Set {@link TokenUsage#cacheRead()}, or that it is not known.
         *
         * @param tokens their number, or nothing where it is not known
         * @return this builder
         */
        public Builder cacheRead(OptionalLong tokens) {
            this.cacheRead = tokens;
            return this;
        }

        /**
         * Set {@link TokenUsage#cacheWrite()}, or that it is not known.
         *
         * @param tokens their number, or nothing where it is not known
         * @return this builder
         */
        public Builder cacheWrite(OptionalLong tokens) {
            this.cacheWrite = tokens;
            return this;
        }

        /**
         * Set {@link TokenUsage#cacheWrite5m()}, or that it is not known.
         *
         * @param tokens their number, or nothing where it is not known
         * @return this builder
         */
        public Builder cacheWrite5m(OptionalLong tokens) {
            this.cacheWrite5m = tokens;
            return this;
        }

        /**
         * Set {@link TokenUsage#cacheWrite1h()}, or that it is not known.
         *
         * @param tokens their number, or nothing where it is not known
         * @return this builder
         */
        public Builder cacheWrite1h(OptionalLong tokens) {
            this.cacheWrite1h = tokens;
            return this;
        }

        /**
         * Set {@link TokenUsage#reasoning()}, or that it is not known.
         *
         * @param tokens their number, or nothing where it is not known
         * @return this builder
         */
        public Builder reasoning(OptionalLong tokens) {
            this.reasoning = tokens;
            return this;
        }

        /** {@return the usage} */
        public TokenUsage build() {
            return new KnownUsage(input, output, cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h, reasoning);
        }
    }
}
