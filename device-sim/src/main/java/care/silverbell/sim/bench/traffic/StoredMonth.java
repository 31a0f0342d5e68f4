package care.silverbell.sim.bench.traffic;

import care.silverbell.sim.bench.part.Influx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Thirty days of a heart rate a minute, as the service stores it: two walks a day that take the
 * heart up, and a quarter of an hour every six days in which it is far too high at rest.
 *
 * @param person whose it is
 * @param place of that person among all; no two live alike
 * @param firstAt time of the first reading, epoch milliseconds
 */
public record StoredMonth(UUID person, int place, long firstAt) {
  public static final int MINUTES = 30 * 24 * 60;

  private static final int MILLIS_PER_MINUTE = 60_000;
  private static final int POINTS_A_POST = 10_000;
  private static final int LEAST = 62;
  private static final int VARIES_BY = 13;

  private static final String INTO_POSTGRES =
      """
      insert into vitals (person, at, heart_rate, worn, at_rest, clock_replaced)
      select ?, to_timestamp(at / 1000.0), heart_rate, true, at_rest, false
        from unnest(?::bigint[], ?::int[], ?::boolean[]) as minute (at, heart_rate, at_rest)
      """;

  /** Writes it into InfluxDB. */
  public void writeTo(Influx influx) throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (int minute = 0; minute < MINUTES; minute++) {
      lines.append("vitals,person=").append(person);
      lines.append(" heartRate=").append(heartRate(minute));
      lines.append("i,worn=true,atRest=").append(!walks(minute));
      lines.append(' ').append(at(minute)).append('\n');
      if ((minute + 1) % POINTS_A_POST == 0 || minute + 1 == MINUTES) {
        influx.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
        lines.setLength(0);
      }
    }
  }

  /** Writes it into PostgreSQL. */
  public void writeTo(Connection postgres) throws SQLException {
    Object[] times = new Object[MINUTES];
    Object[] heartRates = new Object[MINUTES];
    Object[] atRest = new Object[MINUTES];
    for (int minute = 0; minute < MINUTES; minute++) {
      times[minute] = at(minute);
      heartRates[minute] = heartRate(minute);
      atRest[minute] = !walks(minute);
    }
    try (PreparedStatement insert = postgres.prepareStatement(INTO_POSTGRES)) {
      insert.setObject(1, person);
      insert.setArray(2, postgres.createArrayOf("bigint", times));
      insert.setArray(3, postgres.createArrayOf("int", heartRates));
      insert.setArray(4, postgres.createArrayOf("boolean", atRest));
      insert.executeUpdate();
    }
  }

  private long at(int minute) {
    return firstAt + (long) minute * MILLIS_PER_MINUTE;
  }

  private int heartRate(int minute) {
    boolean day = minute % 1440 >= 480 && minute % 1440 <= 1320;
    boolean unwell = (minute / 15 + place * 31) % 613 == 0;
    return LEAST
        + (minute * 31 + place * 17) % VARIES_BY
        + (day ? 10 : 0)
        + (walks(minute) ? 20 : 0)
        + (unwell ? 42 : 0);
  }

  private boolean walks(int minute) {
    return (minute + place * 7) % 720 / 30 == 12;
  }
}
