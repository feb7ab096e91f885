package shop.order;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads discount codes from the shop's database. */
public class DiscountRepository {

    private final DataSource database;

    public DiscountRepository(DataSource database) {
        this.database = database;
    }

    public Optional<Discount> findByCode(String code) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from discount where code = '" + code + "'")) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(new Discount(
                    row.getString("code"),
                    row.getInt("percent"),
                    row.getLong("minimum_cents"),
                    row.getDate("last_day").toLocalDate(),
                    row.getBoolean("loyal_only")));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read discount " + code, e);
        }
    }
}
