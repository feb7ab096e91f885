package dev.tokenbudget.internal.html;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page laid out by the Mustache templates beside this class.
 *
 * <p>Every value is escaped unless its tag has three braces; a name that a template misspells is an error.
 */
final class Template {

    static final Template PAGE = new Template("page");

    private final com.samskivert.mustache.Template compiled;

    private Template(String name) {
        compiled = Mustache.compiler()
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withEscaper(Escaped::of)
                .withCollector(new OptionalsAsSections())
                .withLoader(partial -> new StringReader(Resource.text(partial + ".mustache")))
                .loadTemplate(name);
    }

    String fill(Object view) {
        return compiled.execute(view);
    }

    /** Lets a section stand for what an {@link Optional} holds. */
    private static final class OptionalsAsSections extends DefaultCollector {
        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
        }
    }
}
