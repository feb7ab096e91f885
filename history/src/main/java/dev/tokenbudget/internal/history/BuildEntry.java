package dev.tokenbudget.internal.history;

import java.time.Instant;
import java.util.Optional;

/**
 * A build that measured tasks.
 *
 * @param id the same for all of its shards and however often it is published
 * @param project what was built, as {@code groupId:artifactId} of the root
 * @param commit the commit that was built, where known
 * @param branch the branch that it was built on, where known
 * @param at when its first run began
 */
public record BuildEntry(String id, String project, Optional<String> commit, Optional<String> branch, Instant at) {}
