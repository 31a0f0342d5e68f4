package care.silverbell.ingest.database;

import java.net.URI;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who signs in.
 *
 * @param url {@code postgresql://host:port/database}, with {@code ?sslmode=…} as PostgreSQL's own
 *     clients take it
 * @param zone whose days {@code current_date} tells; null for the server's own
 */
public record DatabaseSettings(
    String url, @Nullable String username, @Nullable String password, @Nullable ZoneId zone) {

  /** In the zone of the server. */
  public DatabaseSettings(String url, @Nullable String username, @Nullable String password) {
    this(url, username, password, null);
  }

  /**
   * Checks the shape of the url.
   *
   * @throws IllegalArgumentException if it is not a PostgreSQL url
   */
  public DatabaseSettings {
    if (url.startsWith("jdbc:")) {
      url = url.substring("jdbc:".length());
    }
    URI uri = URI.create(url);
    if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
      throw new IllegalArgumentException("a database url starts with postgresql://");
    }
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException("a database url names a host and a database");
    }
  }

  /** The same, whose days are those of that zone. */
  public DatabaseSettings in(ZoneId ofDays) {
    return new DatabaseSettings(url, username, password, ofDays);
  }

  /** The same place in JDBC's words, for the migrations. */
  String jdbcUrl() {
    return "jdbc:" + url.replaceFirst("^postgres:", "postgresql:");
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + url + ", user " + username + "]";
  }
}
