/** How files are named and written: inside of their folder, and whole. */
@NullMarked
package dev.tokenbudget.internal.file;

import org.jspecify.annotations.NullMarked;
