package dev.tokenbudget.internal.html;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page laid out by Mustache templates.
 *
 * <p>Every value is escaped unless its tag has three braces; a name that a template misspells is an error.
 */
public final class Template {

    static final Template PAGE = of(Template.class, "page");

    private final com.samskivert.mustache.Template compiled;

    private Template(Class<?> place, String name) {
        compiled = Mustache.compiler()
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withEscaper(Escaped::of)
                .withCollector(new OptionalsAsSections())
                .withLoader(partial -> new StringReader(Resource.text(place, partial + ".mustache")))
                .loadTemplate(name);
    }

    /** Return the template {@code name} beside {@code place}; its parts are beside it, too, or beside this class. */
    public static Template of(Class<?> place, String name) {
        return new Template(place, name);
    }

    /** Return the page with the values of {@code view}: of its methods without parameters, by their names. */
    public String fill(Object view) {
        return compiled.execute(view);
    }

    /**
     * Write the page as {@link #fill(Object)} returns it, piece by piece.
     *
     * @throws IOException if it cannot be written
     */
    void fill(Object view, Writer to) throws IOException {
        try {
            compiled.execute(view, to);
        } catch (MustacheException e) {
            if (e.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw e;
        }
    }

    /** Lets a section stand for what an {@link Optional} holds. */
    private static final class OptionalsAsSections extends DefaultCollector {
        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
        }
    }
}
