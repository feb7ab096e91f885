/** What a sample tells: summaries and percentiles, and from which size on they can be trusted. */
@NullMarked
package dev.tokenbudget.internal.statistics;

import org.jspecify.annotations.NullMarked;
