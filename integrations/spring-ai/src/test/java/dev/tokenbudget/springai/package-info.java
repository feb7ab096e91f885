/** Tests against Spring AI's real models, auto-configured, over loopback. */
@NullMarked
package dev.tokenbudget.springai;

import org.jspecify.annotations.NullMarked;
