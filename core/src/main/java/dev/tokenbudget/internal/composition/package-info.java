/** What a sample's tokens were spent on: by agent, by call and by part of the call. */
@NullMarked
package dev.tokenbudget.internal.composition;

import org.jspecify.annotations.NullMarked;
