package care.silverbell.testing;

import care.silverbell.ingest.database.Database;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** All rows of all tables as text, as a dump of the database has them. */
public final class DatabaseText {
  private final Map<String, String> tables = new TreeMap<>();

  private DatabaseText(Database database) {
    database
        .query(
            "listing tables",
            "select table_name from information_schema.tables where table_schema = 'public'")
        .forEach(table -> tables.put(table.getString(0), rows(database, table.getString(0))));
  }

  /** What stands there now. */
  public static DatabaseText of(Database database) {
    return new DatabaseText(database);
  }

  private static String rows(Database database, String table) {
    StringBuilder rows = new StringBuilder();
    database
        .query("dumping", "select t::text as row from \"" + table + "\" t")
        .forEach(row -> rows.append(row.getString("row")).append('\n'));
    return rows.toString();
  }

  /** The tables where it stands, written out or as the bytes of its letters; sorted. */
  public java.util.List<String> where(String text) {
    String bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    return tables.entrySet().stream()
        .filter(it -> it.getValue().contains(text) || it.getValue().contains(bytes))
        .map(Map.Entry::getKey)
        .toList();
  }
}
