/** The offline model: a loopback server that speaks the providers' protocols and answers from scripts, reproducibly. */
@NullMarked
package dev.tokenbudget.suites.offline;

import org.jspecify.annotations.NullMarked;
