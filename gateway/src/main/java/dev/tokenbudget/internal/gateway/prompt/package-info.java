/** What a prompt is made of: sizes and hashes of its sections, never their text. */
@NullMarked
package dev.tokenbudget.internal.gateway.prompt;

import org.jspecify.annotations.NullMarked;
