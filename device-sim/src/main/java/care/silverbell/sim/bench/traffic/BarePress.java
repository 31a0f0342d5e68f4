package care.silverbell.sim.bench.traffic;

import care.silverbell.sim.bench.part.PartStack;
import care.silverbell.sim.bench.part.Postgres;
import care.silverbell.sim.bench.service.LiveStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * The floor of a call: Paho, one row inserted and committed, one event written. What it cannot
 * leave out is what no service can leave out.
 */
public final class BarePress implements AutoCloseable {
  private static final String FILTER = "silverbell/v1/bands/+/call";
  private static final int BAND_IN_TOPIC = 3;

  private final PartStack parts = new PartStack();
  private final Map<String, Integer> pressesOfBand = new HashMap<>();
  private final BareStream stream;
  private final PreparedStatement insert;

  private BarePress(BareStream stream, PreparedStatement insert) {
    this.stream = stream;
    this.insert = insert;
  }

  /** Sets the path up from the broker to the watch. */
  public static BarePress open(
      int brokerPort, int receiveMaximum, Postgres postgres, PressWatch watch) throws Exception {
    PartStack parts = new PartStack();
    try {
      BareStream stream = parts.keep(new BareStream());
      Connection connection = parts.keep(postgres.connect());
      BarePress path = new BarePress(stream, prepare(connection));
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      AutoCloseable _ = parts.keep(http::shutdownNow);
      HttpRequest request = HttpRequest.newBuilder(stream.address()).build();
      path.parts.keep(parts);
      path.parts.keep(LiveStream.open(http, request, watch));
      path.parts.keep(
          BareSubscriber.connect(
              brokerPort, "bench-bare-press", FILTER, receiveMaximum, path::take));
      return path;
    } catch (Exception e) {
      parts.close();
      throw e;
    }
  }

  private static PreparedStatement prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists bare_press (
            id bigserial primary key,
            band text not null,
            payload text not null,
            taken_at timestamptz not null default now())
          """);
    }
    return connection.prepareStatement("insert into bare_press (band, payload) values (?, ?)");
  }

  private void take(String topic, byte[] payload) throws Exception {
    String band = topic.split("/")[BAND_IN_TOPIC];
    insert.setString(1, band);
    insert.setString(2, new String(payload, StandardCharsets.UTF_8));
    insert.executeUpdate();
    int presses = pressesOfBand.merge(band, 1, Integer::sum);
    stream.write(
        "incident",
        "{\"id\":\"%1$s\",\"kind\":\"call\",\"band\":\"%1$s\",\"presses\":%2$d}"
            .formatted(band, presses));
  }

  @Override
  public void close() throws Exception {
    parts.close();
  }
}
