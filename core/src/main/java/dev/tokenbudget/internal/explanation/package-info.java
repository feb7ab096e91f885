/** Why a task drifted: causes that add up to the drift, and the facts beside them. */
@NullMarked
package dev.tokenbudget.internal.explanation;

import org.jspecify.annotations.NullMarked;
