/** How JSON documents are cut out of a response body, whatever carries them. */
@NullMarked
package dev.tokenbudget.internal.gateway.framing;

import org.jspecify.annotations.NullMarked;
