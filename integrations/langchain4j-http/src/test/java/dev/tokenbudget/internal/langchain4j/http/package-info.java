/** Tests against LangChain4j's real models over loopback. */
@NullMarked
package dev.tokenbudget.internal.langchain4j.http;

import org.jspecify.annotations.NullMarked;
