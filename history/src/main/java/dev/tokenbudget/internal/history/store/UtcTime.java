package dev.tokenbudget.internal.history.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Configuration;
import org.jooq.Converter;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Times as they are. jOOQ's own binding goes through {@link java.sql.Timestamp}, for which the hour that clocks leave out in spring,
 * where this program happens to run, does not exist: it becomes the next one.
 */
final class UtcTime implements Binding<LocalDateTime, LocalDateTime> {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    /** Return {@code time} as SQLite holds it: as text that sorts by time. */
    static String text(LocalDateTime time) {
        return TEXT.format(time);
    }

    @Override
    public Converter<LocalDateTime, LocalDateTime> converter() {
        return Converter.of(LocalDateTime.class, LocalDateTime.class, time -> time, time -> time);
    }

    @Override
    public void sql(BindingSQLContext<LocalDateTime> context) {
        context.render().visit(DSL.sql("?"));
    }

    @Override
    public void set(BindingSetStatementContext<LocalDateTime> context) throws SQLException {
        LocalDateTime time = context.value();
        context.statement()
                .setObject(context.index(), time != null && isText(context.configuration()) ? text(time) : time);
    }

    @Override
    public void get(BindingGetResultSetContext<LocalDateTime> context) throws SQLException {
        context.value(read(context.resultSet(), context.index(), isText(context.configuration())));
    }

    private static @Nullable LocalDateTime read(ResultSet row, int column, boolean isText) throws SQLException {
        if (!isText) {
            return row.getObject(column, LocalDateTime.class);
        }
        String text = row.getString(column);
        return text == null ? null : LocalDateTime.parse(text, TEXT);
    }

    private static boolean isText(Configuration configuration) {
        return configuration.family() == SQLDialect.SQLITE;
    }

    @Override
    public void register(BindingRegisterContext<LocalDateTime> context) throws SQLException {
        throw noProcedures();
    }

    @Override
    public void get(BindingGetStatementContext<LocalDateTime> context) throws SQLException {
        throw noProcedures();
    }

    @Override
    public void set(BindingSetSQLOutputContext<LocalDateTime> context) throws SQLException {
        throw noProcedures();
    }

    @Override
    public void get(BindingGetSQLInputContext<LocalDateTime> context) throws SQLException {
        throw noProcedures();
    }

    private static SQLFeatureNotSupportedException noProcedures() {
        return new SQLFeatureNotSupportedException("A history has no stored procedures.");
    }
}
