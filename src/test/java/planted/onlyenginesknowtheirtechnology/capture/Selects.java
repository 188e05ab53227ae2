package planted.onlyenginesknowtheirtechnology.capture;

/** Breaks: only engines know their technology. */
public class Selects {
    Object row(java.sql.Connection connection) throws java.sql.SQLException {
        return connection.createStatement();
    }
}
