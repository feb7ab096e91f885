package shop.order;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Discounts in the database. */
public class DiscountRepository {

    private final Connection connection;

    public DiscountRepository(Connection connection) {
        this.connection = connection;
    }

    public Discount findByCode(String code) {
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select * from discount where code = '" + code + "'")) {
            found.next();
            return new Discount(found.getString("code"), found.getInt("percent"), found.getBoolean("loyal"));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the discount " + code, e);
        }
    }
}
