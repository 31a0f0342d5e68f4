package care.silverbell.records.notice;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.ingest.database.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The notices of an incident, each with its dispatches and what became of them. */
final class Notices {
  private static final String NOTICES =
      """
      select n.id, n.step, n.recipient, n.name, n.purpose, n.created_at,
             (select jsonb_agg(jsonb_build_object('channel', d.channel, 'address', d.address, 'state', d.state,
                       'attempts', d.attempts,
                       'events', (select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'what', e.what, 'detail', e.detail)
                                                            order by e.id), '[]')
                                    from dispatch_event e where e.dispatch = d.id)) order by d.created_at, d.id)
                from dispatch d where d.notice = n.id) as dispatches
        from notice n where n.incident = $1 order by n.step, n.created_at, n.id
      """;

  private final Database database;

  Notices(Database database) {
    this.database = database;
  }

  /** One recipient at one step; no dispatch where there was no way to tell them. */
  record Notice(
      int step,
      String recipient,
      String name,
      String purpose,
      Instant at,
      List<Dispatch> dispatches) {}

  /** The same on one channel. */
  record Dispatch(
      ChannelKind channel, String address, String state, int attempts, List<Event> events) {}

  /** What became of it at one moment. */
  record Event(Instant at, String what, @Nullable String detail) {}

  /** All of them, in the order in which they were made. */
  List<Notice> of(IncidentId incident) {
    List<Notice> notices = new ArrayList<>();
    database
        .query("reading whom an incident's notices reached", NOTICES, incident.value())
        .forEach(row ->
            notices.add(
                new Notice(
                    row.getInteger("step"),
                    row.getString("recipient"),
                    row.getString("name"),
                    row.getString("purpose"),
                    Database.instant(row, "created_at"),
                    objects(row.getJsonArray("dispatches")).stream()
                        .map(Notices::dispatch)
                        .toList())));
    return notices;
  }

  private static Dispatch dispatch(JsonObject json) {
    return new Dispatch(
        ChannelKind.of(json.getString("channel")),
        json.getString("address"),
        json.getString("state"),
        json.getInteger("attempts"),
        objects(json.getJsonArray("events")).stream()
            .map(event ->
                new Event(
                    OffsetDateTime.parse(event.getString("at")).toInstant(),
                    event.getString("what"),
                    event.getString("detail")))
            .toList());
  }

  private static List<JsonObject> objects(@Nullable JsonArray array) {
    return Objects.requireNonNullElseGet(array, JsonArray::new).stream()
        .map(JsonObject.class::cast)
        .toList();
  }
}
