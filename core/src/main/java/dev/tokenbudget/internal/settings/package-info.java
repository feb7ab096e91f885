/** Every {@code tokenbudget.*} setting: its key, its default, its meaning, and who wins. */
@NullMarked
package dev.tokenbudget.internal.settings;

import org.jspecify.annotations.NullMarked;
