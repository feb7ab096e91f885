/** How files are named and written: inside of their folder, and whole. */
@NullMarked
package dev.tokenbudget.file;

import org.jspecify.annotations.NullMarked;
