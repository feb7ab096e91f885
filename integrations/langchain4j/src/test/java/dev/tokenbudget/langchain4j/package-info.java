/** Tests against LangChain4j's real models over loopback. */
@NullMarked
package dev.tokenbudget.langchain4j;

import org.jspecify.annotations.NullMarked;
