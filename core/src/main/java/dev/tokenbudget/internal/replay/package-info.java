/** What was said between agents and models in recorded runs, as the repository keeps it. */
@NullMarked
package dev.tokenbudget.internal.replay;

import org.jspecify.annotations.NullMarked;
