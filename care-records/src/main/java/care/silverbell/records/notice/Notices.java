package care.silverbell.records.notice;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import care.silverbell.records.link.Answering.Answerer;
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

  /** As whom an account was asked about the incident; as itself where it was not asked. */
  Answerer answerer(IncidentId incident, Account account) {
    for (var row :
        database.query(
            "asking as whom somebody was asked",
            "select recipient, name from notice where incident = $1 and recipient = any($2) order by created_at desc limit 1",
            incident.value(),
            names(account))) {
      return new Answerer(row.getString("recipient"), row.getString("name"), "page");
    }
    return new Answerer("account:" + account.id(), account.displayName(), "page");
  }

  /** The page has shown the account the incident: what was sent to its page is read. */
  void seen(IncidentId incident, Account account, Instant now) {
    var _ =
        database.query(
            "noting that a notice was read",
            """
            with read as (
              update dispatch d set state = 'read' from notice n
               where n.id = d.notice and n.incident = $1 and n.recipient = any($2) and d.channel = 'page'
                 and d.state in ('sent', 'delivered') returning d.id)
            insert into dispatch_event (dispatch, at, what) select id, $3, 'read' from read
            """,
            incident.value(),
            names(account),
            now);
  }

  /** What an account is called in notices: itself, and the staff it signs in for. */
  private String[] names(Account account) {
    List<String> names = new ArrayList<>(List.of("account:" + account.id()));
    database
        .query(
            "asking for whom an account signs in",
            "select id from staff where account = $1",
            account.id())
        .forEach(row -> names.add("staff:" + row.getUUID("id")));
    return names.toArray(String[]::new);
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
