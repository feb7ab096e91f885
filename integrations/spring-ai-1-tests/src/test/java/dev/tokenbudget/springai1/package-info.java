@NullMarked
package dev.tokenbudget.springai1;

import org.jspecify.annotations.NullMarked;
