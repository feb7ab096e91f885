/** Tests against LangChain4j's real models over loopback. */
@NullMarked
package dev.tokenbudget.langchain4j.http;

import org.jspecify.annotations.NullMarked;
